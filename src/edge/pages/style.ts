// The page's looks, in one inline sheet: it is allowed by its hash, so nothing else can be slipped in.
// Kept tight by hand, because it travels with every page. Colours come from palette.ts only.
import { type Palette, palette } from './palette.ts'

export type Style = { readonly css: string; readonly palette: Palette; readonly hash: string }

/** Made once per colour and isolate; a few hundred merchants are a few hundred kilobytes. */
const made = new Map<string, Style>()
const MOST_KEPT = 500

/** The sheet for a merchant's colour (null: nobody's) and its CSP source, `sha256-…`. */
export async function styleFor(colour: string | null): Promise<Style> {
  const key = colour ?? ''
  const known = made.get(key)
  if (known) return known
  const colours = palette(colour)
  const css = colourCss(colours) + SHEET
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css))
  const hash = `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
  const style = { css, palette: colours, hash }
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, style)
  return style
}

const colourCss = ({ brand, onBrand, accent, accentOnDark, ground }: Palette): string =>
  `:root{--brand:${brand};--on-brand:${onBrand};--accent:${accent};--ground:${ground};--card:#fff;--ink:#1b2024;--soft:#55606a;--line:#dfe3e6;--warn:#8a4b00;--warn-ground:#fff3dc}` +
  `@media(prefers-color-scheme:dark){:root{--accent:${accentOnDark};--ground:#131518;--card:#1d2024;--ink:#eceef0;--soft:#a9b2ba;--line:#343a40;--warn:#ffc873;--warn-ground:#3a2c12}}`

const SHEET = [
  '*,::before,::after{box-sizing:border-box;margin:0}',
  ':root{color-scheme:light dark}',
  'html{-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  'body{font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;background:var(--ground);color:var(--ink);overflow-wrap:break-word}',
  'ol,ul,dl{list-style:none;padding:0}',
  'h1,h2,h3{line-height:1.2;text-wrap:balance}',
  'h2{font-size:1.125rem}',
  'a{color:var(--accent);text-underline-offset:.2em}',
  ':focus-visible{outline:3px solid currentColor;outline-offset:3px;border-radius:4px}',
  '.wrap{max-width:64rem;margin:0 auto;padding:0 1.25rem}',
  // The merchant's own bar: logos are drawn for white ground, so white it stays in both schemes.
  '.bar{background:#fff;color:#1b2024}',
  '.bar .wrap{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-height:4rem;flex-wrap:wrap;padding-top:.5rem;padding-bottom:.5rem}',
  '.bar a{color:inherit;text-decoration:none;display:inline-flex;align-items:center;min-height:2.75rem}',
  '.bar strong{font-size:1.25rem;letter-spacing:-.01em}',
  '.bar img{display:block;max-width:12rem;max-height:3rem;width:auto;height:auto;object-fit:contain}',
  '.bar p{font-size:.9375rem;color:#55606a}',
  '.hero{background:var(--brand);color:var(--on-brand);padding:2.25rem 0 4.75rem}',
  '.hero h1{font-size:clamp(2rem,1.5rem + 2.6vw,3.25rem);letter-spacing:-.025em;display:flex;gap:.4em;align-items:flex-start}',
  '.icon{flex:none;width:1.2em;height:1.2em;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  '.hero .say{margin-top:.75rem;max-width:38rem;font-size:1.0625rem}',
  '.eta{margin-top:1.5rem}',
  '.eta span{display:block;font-size:.875rem}',
  '.eta strong{font-size:1.375rem;line-height:1.25;letter-spacing:-.01em}',
  '.steps{display:flex;gap:.375rem;margin-top:.5rem}',
  '.steps li{flex:1;font-size:.75rem;line-height:1.3;min-width:0}',
  '.steps li::before{content:"";display:block;height:.625rem;border-radius:.3125rem;border:1px solid currentColor;margin-bottom:.4rem}',
  '.steps .done::before{background:currentColor}',
  '.steps [aria-current]{font-weight:700}',
  '.step{margin-top:1.75rem;font-size:.875rem}',
  '.hop{display:grid;gap:.5rem;margin-top:1.5rem;max-width:38rem}',
  '.hop a{color:inherit;display:flex;justify-content:space-between;gap:1rem;min-height:2.75rem;align-items:center;padding:.5rem 1rem;border:1px solid currentColor;border-radius:.75rem;text-decoration:none}',
  '.hop a:hover b,.hop a:hover span{text-decoration:underline}',
  'main.two{display:grid;gap:1rem;margin-top:-2.75rem;padding-bottom:1.5rem}',
  '.card{background:var(--card);border:1px solid var(--line);border-radius:1rem;padding:1.25rem;min-width:0}',
  '.side{display:grid;gap:1rem;align-content:start;min-width:0}',
  '.parcels{display:grid;gap:1rem;align-content:start;min-width:0}',
  '.card>h2{margin-bottom:1rem}',
  '.parcel>h2{font-size:.875rem;font-weight:600;color:var(--soft);margin-bottom:.25rem}',
  '.parcel>h2 b{display:flex;gap:.4em;align-items:center;font-size:1.5rem;letter-spacing:-.015em;color:var(--ink);margin-top:.25rem}',
  '.parcel .icon,.parcel .steps{color:var(--accent)}',
  '.parcel .steps li{color:var(--soft)}',
  '.parcel .steps li::before{color:var(--accent)}',
  '.parcel .steps [aria-current]{color:var(--ink)}',
  '.parcel .eta,.parcel .step{margin-top:1rem}',
  '.parcel dl{display:flex;flex-wrap:wrap}',
  '.parcel h3.part{font-size:1rem;margin:1.5rem 0 .75rem}',
  '.hero .warn{margin-top:1rem}',
  '.warn{background:var(--warn-ground);color:var(--warn);border-radius:.75rem;padding:.75rem 1rem;margin-top:.75rem;max-width:38rem}',
  '.day+.day{margin-top:1.25rem}',
  '.day h3,.day h4{font-size:.875rem;font-weight:600;color:var(--soft);margin-bottom:.5rem}',
  '.day ol>li{display:grid;grid-template-columns:4.5rem 1fr;column-gap:2.25rem;position:relative;padding-bottom:1rem}',
  '.day ol>li:last-child{padding-bottom:0}',
  '.day time{color:var(--soft);font-size:.9375rem;font-weight:400;font-variant-numeric:tabular-nums;white-space:nowrap}',
  '.day ol>li::before{content:"";position:absolute;left:5rem;top:.3125rem;width:.875rem;height:.875rem;border-radius:50%;border:2px solid var(--accent);background:var(--card);z-index:1}',
  '.day ol>li::after{content:"";position:absolute;left:5.40625rem;top:.6rem;bottom:-.6rem;width:1px;background:var(--line)}',
  '.day ol>li:last-child::after{display:none}',
  '.day .newest{font-weight:600}',
  '.day ol>.newest::before{background:var(--accent);box-shadow:0 0 0 4px color-mix(in srgb,var(--accent) 22%,transparent)}',
  '.day small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}',
  'details{margin-top:1rem}',
  'summary{cursor:pointer;color:var(--accent);min-height:2.75rem;display:list-item;padding:.6rem 0;font-weight:600}',
  '.items li{display:grid;grid-template-columns:auto 1fr;gap:.75rem;padding:.5rem 0}',
  '.items li+li{border-top:1px solid var(--line)}',
  '.items b{font-weight:600;font-variant-numeric:tabular-nums;color:var(--soft)}',
  '.items small{display:block;color:var(--soft);font-size:.875rem}',
  'dl{display:grid;gap:.75rem 1.5rem}',
  'dt{font-size:.875rem;color:var(--soft)}',
  'dd a,.help a{display:inline-block;padding:.25rem 0}',
  '.num{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9375rem;word-break:break-all;user-select:all}',
  '.more{margin-top:1rem}',
  '.more a{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1rem;border:1px solid currentColor;border-radius:.75rem;text-decoration:none;font-weight:600}',
  '.more a:hover{text-decoration:underline}',
  '.help ul{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}',
  '.help ul a{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1rem;border:1px solid currentColor;border-radius:.75rem;text-decoration:none;font-weight:600}',
  '.help ul a:hover{text-decoration:underline}',
  'footer{color:var(--soft);font-size:.875rem;padding-bottom:2.5rem}',
  '.plain{padding:4rem 1.25rem;max-width:36rem}',
  '.plain h1{font-size:1.75rem;margin-bottom:.75rem}',
  '@media(min-width:56rem){main.two{grid-template-columns:minmax(0,1.7fr) minmax(0,1fr);gap:1.25rem}.card{padding:1.75rem}.steps li{font-size:.875rem}}',
  '@media print{:root{--card:#fff;--ground:#fff;--ink:#000;--soft:#333;--accent:#000}.hero{background:none;color:#000;padding:1rem 0}main.two{margin-top:0}.card{break-inside:avoid}.hop,.more{display:none}details::details-content{content-visibility:visible;block-size:auto}}',
].join('')
