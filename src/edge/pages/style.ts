// The page's looks, in one inline sheet: it is allowed by its hash, so nothing else can be slipped in.
// Kept tight by hand, because it travels with every page. Colours come from palette.ts only; a theme sets
// a few variables, and every length is a multiple of 4 px (decision 017).
import type { CORNERS, DENSITIES, FONTS, HEADERS, Theme } from '../../core/page-config.ts'
import { type Palette, palette } from './palette.ts'

export type Style = { readonly css: string; readonly palette: Palette; readonly hash: string }

/** What a merchant's page looks like; null: nobody's. */
export type Look = { readonly colour: string; readonly theme: Theme } | null

/** Made once per look and isolate; a few hundred merchants are a few megabytes. */
const made = new Map<string, Style>()
const MOST_KEPT = 300

/** The sheet for a merchant's look and its CSP source, `sha256-…`. */
export async function styleFor(look: Look): Promise<Style> {
  const key = JSON.stringify(look)
  const known = made.get(key)
  if (known) return known
  const colours = palette(look)
  const css = colourCss(colours) + themeCss(look?.theme ?? {}) + SHEET
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css))
  const hash = `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`
  const style = { css, palette: colours, hash }
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, style)
  return style
}

const colourCss = ({ brand, onBrand, accent, onAccent, accentOnDark, ground, tint }: Palette) =>
  `:root{--brand:${brand};--on-brand:${onBrand};--accent:${accent};--on-accent:${onAccent};--ground:${ground};--tint:${tint};--ink:#1b2024;--soft:#55606a;--line:#d9dee2;--edge:#75808a;--warn:#8a4b00;--warn-ground:#fff3dc;--good:#1d6b3a}` +
  `@media(prefers-color-scheme:dark){:root{--accent:${accentOnDark};--on-accent:#131518;--ground:#16181b;--tint:#1f2327;--ink:#eceef0;--soft:#a9b2ba;--line:#343a40;--edge:#848e97;--warn:#ffc873;--warn-ground:#3a2c12;--good:#7fd39b}}`

/** Fonts that devices have: https://github.com/system-fonts/modern-font-stacks (read 2026-11-29) */
const STACKS: Readonly<Record<(typeof FONTS)[number], string>> = {
  system: 'system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  humanist: 'Seravek,"Gill Sans Nova",Ubuntu,Calibri,"DejaVu Sans",sans-serif',
  geometric: 'Avenir,Montserrat,Corbel,"URW Gothic",sans-serif',
  grotesque: 'Inter,"Helvetica Neue","Arial Nova","Nimbus Sans",Arial,sans-serif',
  classical: '"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,serif',
  didone: 'Didot,"Bodoni MT","Noto Serif Display","URW Palladio L",P052,serif',
  slab: 'Rockwell,"Rockwell Nova","Roboto Slab","DejaVu Serif",serif',
  rounded:
    'ui-rounded,"Hiragino Maru Gothic ProN",Quicksand,"Arial Rounded MT Bold",Calibri,sans-serif',
}

/** Of pictures and boxes; of buttons. */
const RADII: Readonly<Record<(typeof CORNERS)[number], readonly [string, string]>> = {
  square: ['0', '0'],
  soft: ['.5rem', '.5rem'],
  round: ['1.25rem', '2rem'],
}

/** Between sections; around what belongs together. */
const SPACES: Readonly<Record<(typeof DENSITIES)[number], readonly [string, string]>> = {
  compact: ['2rem', '1.75rem'],
  normal: ['2.75rem', '2.5rem'],
  airy: ['4rem', '4rem'],
}

/** What the top stands on, what is written on it, and what is marked on it. */
const TOPS: Readonly<Record<(typeof HEADERS)[number], readonly [string, string, string]>> = {
  filled: ['var(--brand)', 'var(--on-brand)', 'var(--on-brand)'],
  tinted: ['var(--tint)', 'var(--ink)', 'var(--accent)'],
  plain: ['var(--ground)', 'var(--ink)', 'var(--accent)'],
}

function themeCss({
  font = 'system',
  headings,
  corners = 'soft',
  density = 'normal',
  header = 'filled',
}: Partial<Theme>): string {
  const [radius, button] = RADII[corners]
  const [section, top] = SPACES[density]
  const [under, over, mark] = TOPS[header]
  return `:root{--font:${STACKS[font]};--head:${STACKS[headings ?? font]};--weight:${weightOf(headings ?? font)};--r:${radius};--b:${button};--s:${section};--t:${top};--top:${under};--on-top:${over};--mark:${mark}}`
}

/** What is drawn with hairlines wants no weight. */
const weightOf = (font: (typeof FONTS)[number]): number =>
  font === 'didone' || font === 'classical' ? 400 : 700

const SHEET = [
  '*,::before,::after{box-sizing:border-box;margin:0}',
  ':root{color-scheme:light dark}',
  'html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}',
  'body{font:1rem/1.5 var(--font);background:var(--ground);color:var(--ink);overflow-wrap:break-word}',
  'ol,ul,dl{list-style:none;padding:0}',
  'h1,h2,h3{font-family:var(--head);font-weight:var(--weight);line-height:1.2;text-wrap:balance}',
  'p{text-wrap:pretty}',
  'h2{font-size:1.25rem;margin-bottom:1rem}',
  'a{color:var(--accent);text-underline-offset:.2em}',
  'button,input{font:inherit}',
  ':focus-visible{outline:3px solid currentColor;outline-offset:3px;border-radius:2px}',
  // What a link or a form leads to is read aloud from its start; it is no control.
  '[tabindex="-1"]:focus{outline:0}',
  '.wrap{max-width:68rem;margin:0 auto;padding:0 1.25rem}',
  '.unseen:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  '.unseen:focus{position:absolute;z-index:2;padding:.75rem 1rem;background:var(--ground);color:var(--ink)}',
  '.icon{flex:none;width:1.25em;height:1.25em;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  // The bar. Logos are drawn for white ground, so a bar with one stays white in both schemes.
  '.bar{border-bottom:1px solid var(--line)}',
  '.logo{background:#fff;color:#1b2024;--ink:#1b2024;--ground:#fff;--line:#d9dee2;--soft:#55606a}',
  '.bar>.wrap{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-height:4rem;padding-block:.5rem}',
  '.bar .wrap>a{color:inherit;text-decoration:none;display:inline-flex;align-items:center;min-height:2.75rem}',
  '.bar strong{font:var(--weight) 1.25rem/1.2 var(--head);letter-spacing:-.01em}',
  '.bar img{display:block;max-width:12rem;max-height:3rem;width:auto;height:auto;object-fit:contain}',
  '.lang{position:relative;margin:0}',
  '.lang summary{color:var(--soft);font-weight:400;font-size:.9375rem}',
  '.lang ul{position:absolute;inset-inline-end:0;z-index:2;min-width:11rem;padding:.5rem;background:var(--ground);border:1px solid var(--line);border-radius:var(--r);box-shadow:0 .5rem 1.5rem #0003}',
  '.lang a{display:block;padding:.5rem .75rem;color:var(--ink);text-decoration:none;border-radius:var(--r)}',
  '.lang a:hover,.lang [aria-current]{background:var(--tint)}',
  // The top: where it is, and when it comes.
  '.top{background:var(--top);color:var(--on-top);padding-block:var(--t)}',
  '.over{font-size:.9375rem;margin-bottom:1rem}',
  'h1{font-size:clamp(1.75rem,1.2rem + 2.6vw,3rem);letter-spacing:-.02em;line-height:1.12;max-width:22em}',
  'h1 .icon{display:block;width:2.5rem;height:2.5rem;margin-bottom:1rem;color:var(--mark)}',
  '.say{margin-top:1rem;max-width:40rem;font-size:1.0625rem}',
  '.because{margin-top:.5rem;max-width:40rem;font-size:.9375rem}',
  '.acts{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;margin-top:1.5rem}',
  '.act{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--mark);border-radius:var(--b);background:var(--mark);color:var(--top);font-weight:600;text-decoration:none;cursor:pointer}',
  '.act:hover{text-decoration:underline}',
  '.acts .quiet{display:inline-flex;align-items:center;min-height:2.75rem;color:inherit}',
  '.steps{display:flex;gap:.25rem;margin-top:2rem;max-width:44rem}',
  '.steps li{flex:1;font-size:.8125rem;line-height:1.3;padding-top:.75rem;border-top:2px solid currentColor;position:relative;overflow-wrap:normal;hyphens:auto;opacity:.999}',
  '.steps li:not(.done){border-top-style:dotted}',
  '.steps .done{border-color:var(--mark);border-top-width:4px;padding-top:.625rem}',
  '.steps [aria-current]{font-weight:700}',
  // Several parcels: a line for each.
  '.hop{display:grid;gap:.25rem;margin-top:2rem;max-width:44rem}',
  '.hop a{color:inherit;display:grid;grid-template-columns:auto 1fr;gap:0 1rem;align-items:center;padding:.75rem 0;border-top:1px solid currentColor;text-decoration:none}',
  '.hop .icon{grid-row:span 2;font-size:1.375rem}',
  '.hop b{font-weight:600;line-height:1.3}',
  '.hop a:hover b{text-decoration:underline}',
  '.hop small{font-size:.875rem}',
  // What a person should notice.
  '.warn{background:var(--warn-ground);color:var(--warn);border-radius:var(--r);padding:.75rem 1rem;max-width:40rem}',
  '.say.warn,.note+.note{margin-top:1rem}',
  '.note{display:flex;gap:.75rem;padding:.75rem 1.25rem;background:var(--tint);border-radius:var(--r)}',
  '.bar+.note,.note.strip{border-radius:0;border-bottom:1px solid var(--line)}',
  '.strip .wrap{display:flex;gap:.75rem;padding:0}',
  // Sections stand on the ground, apart by space and a hairline, not by boxes.
  '.block{padding-block:var(--s);border-top:1px solid var(--line);min-width:0}',
  '.rows>:first-child>.block:first-child,.rows>.block:first-child{border-top:0}',
  '.side .block{padding-block:calc(var(--s)*.7)}',
  '.block>h2 b{display:flex;gap:.5em;align-items:center}',
  '.block>h2 small{display:block;font:400 .875rem/1.5 var(--font);color:var(--soft);margin-bottom:.25rem}',
  '.block h3.part{font-size:1rem;margin:1.75rem 0 .75rem}',
  '.block>p+p,.block>.warn{margin-top:.75rem}',
  '.block .icon,.block .steps{color:var(--accent);--mark:var(--accent)}',
  '.block .steps li{color:var(--soft)}',
  '.block .steps [aria-current]{color:var(--ink)}',
  '.block .act,.plain .act{--mark:var(--accent);--top:var(--on-accent);margin-top:1rem}',
  // The journey: one rail from the newest dot to the oldest.
  '.day{position:relative;padding:0 0 1.25rem;padding-inline-start:1.75rem}',
  '.day::before{content:"";position:absolute;inset-inline-start:.375rem;top:0;bottom:0;width:2px;background:var(--line)}',
  '.day h3,.day h4{font:600 .875rem/1.5 var(--font);color:var(--soft);padding-bottom:.5rem}',
  '.days>.day:first-child::before{top:1.875rem}',
  '.days:last-of-type>.day:last-child{padding-bottom:0}',
  '.day ol>li{position:relative;padding-bottom:1rem}',
  '.day time{font-variant-numeric:tabular-nums}',
  '.day ol>li::before{content:"";position:absolute;inset-inline-start:-1.75rem;top:.3125rem;width:.875rem;height:.875rem;border-radius:50%;border:2px solid var(--accent);background:var(--ground);z-index:1}',
  '.days:last-of-type>.day:last-child li:last-child{padding-bottom:0}',
  '.days:last-of-type>.day:last-child li:last-child::after{content:"";position:absolute;inset-inline-start:-1.75rem;top:1.125rem;bottom:0;width:1rem;background:var(--ground)}',
  '.newest{font-weight:600}',
  '.day ol>.newest::before{background:var(--accent);box-shadow:0 0 0 4px color-mix(in srgb,var(--accent) 22%,transparent)}',
  '.day small,.items small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}',
  'summary{cursor:pointer;color:var(--accent);min-height:2.75rem;padding:.625rem 0;font-weight:600}',
  '.items li{display:flex;gap:1rem;align-items:center;padding:.75rem 0}',
  '.items li+li{border-top:1px solid var(--line)}',
  // A picture that does not come leaves the tinted square: without a height of its own a browser draws no sign
  // of a broken one.
  '.pic{flex:none;width:4rem;height:4rem;overflow:hidden;border-radius:var(--r);background:var(--tint)}',
  '.pic img{display:block;width:100%;height:auto;min-height:100%;object-fit:cover}',
  '.items b{font-weight:600;font-variant-numeric:tabular-nums;color:var(--soft)}',
  'dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:1rem 1.5rem}',
  'dt{font-size:.875rem;color:var(--soft)}',
  ':lang(ko){word-break:keep-all}', // words are divided at blanks, as readers of Korean expect
  '.num{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.9375rem;word-break:break-all;user-select:all}',
  '.links{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin-top:1rem}',
  '.links a{display:inline-flex;align-items:center;min-height:2.75rem;font-weight:600}',
  // Forms.
  'form{display:grid;gap:.75rem;max-width:26rem;margin-top:.75rem}',
  'label{display:grid;gap:.25rem;font-weight:600}',
  'label small{font-weight:400;color:var(--soft);font-size:.875rem}',
  'input:not([type=checkbox]){min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:var(--r);background:var(--ground);color:var(--ink);width:100%;font-weight:400}',
  '.tick{display:flex;gap:.75rem;align-items:center;min-height:2.75rem;font-weight:400}',
  '.tick input{width:1.25rem;height:1.25rem;accent-color:var(--accent)}',
  'form .act.act{justify-self:start;margin:0}',
  '.pair{display:flex;flex-wrap:wrap;gap:.75rem}',
  '.pair .act{background:none;color:var(--accent)}',
  // What a browser with scripts adds.
  '.live{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding-block:1rem;color:var(--soft);font-size:.875rem}',
  '.small{min-height:2rem;padding:0 .75rem;border:1px solid var(--edge);border-radius:var(--b);background:none;color:inherit;font:600 .8125rem var(--font);cursor:pointer;user-select:none}',
  '.pair [aria-pressed=true]{background:var(--accent);color:var(--on-accent)}',
  '#private,#preferences{margin-top:1rem}',
  '#private>p{margin-top:.5rem}',
  'address{font-style:normal}',
  '.proof{display:block;max-width:100%;max-height:24rem;margin-top:.75rem;border-radius:var(--r)}',
  'figcaption{font-size:.875rem;color:var(--soft)}',
  'footer{border-top:1px solid var(--line);color:var(--soft);font-size:.875rem;padding-block:1.5rem 2.5rem}',
  'footer a{color:inherit}',
  '.plain{padding-block:4rem;max-width:36rem}',
  '.plain h1{font-size:1.75rem;margin-bottom:.75rem}',
  '.lane{display:block;width:100%;height:3rem;color:var(--accent)}',
  '.lane-ends{display:flex;justify-content:space-between;gap:1rem;font-size:.875rem;color:var(--soft)}',
  '[dir=rtl] .lane{scale:-1 1}',
  '@media(min-width:56rem){.two{display:grid;grid-template-columns:minmax(0,1.6fr) minmax(0,1fr);gap:4rem}.side .block:first-child{border-top:0;padding-top:var(--s)}.steps li{font-size:.875rem}}',
  '@media print{:root{--ground:#fff;--tint:#fff;--ink:#000;--soft:#333;--accent:#000}.top{background:none;color:#000;--mark:#000;padding-block:1rem}.block{break-inside:avoid;padding-block:1rem}.hop,.acts,.lang,form,.links{display:none}details::details-content{content-visibility:visible;block-size:auto}}',
].join('')
