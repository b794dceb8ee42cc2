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
  'p{text-wrap:pretty}',
  'h2{font-size:1.125rem}',
  'a{color:var(--accent);text-underline-offset:.2em}',
  ':focus-visible{outline:3px solid currentColor;outline-offset:3px;border-radius:4px}',
  '.wrap{max-width:64rem;margin:0 auto;padding:0 1.25rem}',
  // Logos are drawn for white ground, so a bar with one stays white in both schemes.
  '.bar{background:var(--card);border-bottom:1px solid var(--line)}',
  '.logo{background:#fff;color:#1b2024}',
  '.logo p{color:#55606a}',
  '.bar .wrap{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-height:4rem;flex-wrap:wrap;padding-top:.5rem;padding-bottom:.5rem}',
  '.bar a{color:inherit;text-decoration:none;display:inline-flex;align-items:center;min-height:2.75rem}',
  '.bar strong{font-size:1.25rem;letter-spacing:-.01em}',
  '.bar img{display:block;max-width:12rem;max-height:3rem;width:auto;height:auto;object-fit:contain}',
  '.bar p{font-size:.9375rem}',
  '.bar:not(.logo) p{color:var(--soft)}',
  '.hero{background:var(--brand);color:var(--on-brand);padding:2rem 0 4.5rem}',
  '.hero h1{font-size:clamp(1.75rem,1.3rem + 2.2vw,3rem);letter-spacing:-.025em;display:flex;gap:.4em;align-items:flex-start}',
  '.icon{flex:none;width:1.2em;height:1.2em;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  '.hero .say{margin-top:.75rem;max-width:38rem;font-size:1.0625rem}',
  '.eta{margin-top:1.25rem}',
  '.eta span{display:block;font-size:.875rem}',
  '.eta strong{display:block;font-size:1.375rem;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}',
  '.steps{display:flex;gap:.375rem;margin-top:1.5rem}',
  '.steps li{flex:1;font-size:.75rem;line-height:1.3;overflow-wrap:normal}',
  '.steps li::before{content:"";display:block;height:.625rem;border-radius:.3125rem;border:1px solid currentColor;margin-bottom:.4rem}',
  '.steps .done::before{background:currentColor}',
  '.steps [aria-current]{font-weight:700}',
  '.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  '.next,.more a,.help ul a{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1rem;border:1px solid currentColor;border-radius:.75rem;text-decoration:none;font-weight:600}',
  '.next:hover,.more a:hover,.help ul a:hover,.hop a:hover b{text-decoration:underline}',
  '.next{margin-top:1rem;background:var(--accent);border-color:var(--accent);color:var(--card)}',
  '.hero .next{background:var(--on-brand);border-color:var(--on-brand);color:var(--brand)}',
  '.hop{display:grid;gap:.5rem;margin-top:1.5rem;max-width:38rem}',
  '.hop a{color:inherit;display:grid;grid-template-columns:auto 1fr;column-gap:.75rem;align-items:center;padding:.625rem 1rem;border:1px solid currentColor;border-radius:.75rem;text-decoration:none}',
  '.hop .icon{grid-row:span 2;font-size:1.375rem}',
  '.hop b{line-height:1.3}',
  '.hop small{font-size:.875rem}',
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
  '.parcel .eta{margin-top:1rem}',
  '.parcel h3.part{font-size:1rem;margin:1.5rem 0 .75rem}',
  '.hero .warn{background:#fff3dc;color:#5c3200;margin-top:1rem}',
  '.warn{background:var(--warn-ground);color:var(--warn);border-radius:.75rem;padding:.75rem 1rem;margin-top:.75rem;max-width:38rem}',
  '.hop .warn{margin:0}',
  // One rail from the newest dot to the oldest: drawn per day, covered above the first and below the
  // last.
  '.day{position:relative;padding:0 0 1.25rem 1.75rem}',
  '.day:last-child{padding-bottom:0}',
  '.day::before{content:"";position:absolute;left:.375rem;top:0;bottom:0;width:2px;background:var(--line)}',
  '.day h3,.day h4{font-size:.875rem;font-weight:600;color:var(--soft);padding-bottom:.5rem;position:relative}',
  '.day:first-child>:first-child{background:var(--card);box-shadow:-1.75rem 0 var(--card)}',
  '.day ol>li{position:relative;padding-bottom:1rem}',
  '.day ol>li:last-child{padding-bottom:0}',
  '.day time{font-variant-numeric:tabular-nums}',
  '.day ol>li::before{content:"";position:absolute;left:-1.75rem;top:.3125rem;width:.875rem;height:.875rem;border-radius:50%;border:2px solid var(--accent);background:var(--card);z-index:1}',
  '.day:last-child li:last-child::after{content:"";position:absolute;left:-1.75rem;top:1rem;bottom:0;width:1rem;background:var(--card)}',
  '.day .newest{font-weight:600}',
  '.day ol>.newest::before{background:var(--accent);box-shadow:0 0 0 4px color-mix(in srgb,var(--accent) 22%,transparent)}',
  '.day small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}',
  'details{margin-top:1rem}',
  'summary{cursor:pointer;color:var(--accent);min-height:2.75rem;display:list-item;padding:.6rem 0;font-weight:600}',
  '.items li{display:grid;grid-template-columns:auto 1fr;gap:.75rem;padding:.625rem 0}',
  '.items li:first-child{padding-top:0}',
  '.items li:last-child{padding-bottom:0}',
  '.items li+li{border-top:1px solid var(--line)}',
  '.items b{font-weight:600;font-variant-numeric:tabular-nums;color:var(--soft)}',
  '.items small{display:block;color:var(--soft);font-size:.875rem}',
  'dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem 1.5rem}',
  'dt{font-size:.875rem;color:var(--soft)}',
  'dd a,.help a{display:inline-block;padding:.25rem 0}',
  '.num{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9375rem;word-break:break-all;user-select:all}',
  '.more{margin-top:1rem}',
  '.help ul{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.75rem}',
  'footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}',
  '.plain{padding:4rem 1.25rem;max-width:36rem}',
  '.plain h1{font-size:1.75rem;margin-bottom:.75rem}',
  '@media(min-width:56rem){main.two{grid-template-columns:minmax(0,1.7fr) minmax(0,1fr);gap:1.25rem}.card{padding:1.75rem}.steps li{font-size:.875rem}}',
  '@media print{:root{--card:#fff;--ground:#fff;--ink:#000;--soft:#333;--accent:#000}.hero{background:none;color:#000;padding:1rem 0}main.two{margin-top:0}.card{break-inside:avoid}.hop,.more,.next{display:none}details::details-content{content-visibility:visible;block-size:auto}}',
].join('')
