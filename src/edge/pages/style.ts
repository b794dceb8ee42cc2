// The page's looks, in one inline sheet: it is allowed by its hash, so nothing else can be slipped in.
// Kept tight by hand, because it travels with every page. Colours come from palette.ts only; a theme sets
// a few variables, and every length is a multiple of 4 px (decision 021).
import type { CORNERS, DENSITIES, FONTS, HEADERS, Theme } from '../../core/page-config.ts'
import { type Palette, palette } from './palette.ts'

export type Style = {
  readonly css: string
  readonly palette: Palette
  readonly hash: string
  /** What the top stands on, for the browser's own frame: on a light screen, and on a dark one. */
  readonly tops: readonly [string, string]
}

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
  const style = { css, palette: colours, hash, tops: topsOf(colours, look?.theme.header) }
  if (made.size >= MOST_KEPT) made.clear()
  made.set(key, style)
  return style
}

const DARK_GROUND = '#16181b'
const DARK_TINT = '#1f2327'

const topsOf = ({ brand, ground, tint }: Palette, header: Theme['header'] = 'filled') =>
  (({ filled: [brand, brand], tinted: [tint, DARK_TINT], plain: [ground, DARK_GROUND] }) as const)[
    header
  ]

const colourCss = ({ brand, onBrand, accent, onAccent, accentOnDark, ground, tint }: Palette) =>
  `:root{--brand:${brand};--on-brand:${onBrand};--accent:${accent};--on-accent:${onAccent};--ground:${ground};--tint:${tint};--ink:#1b2024;--soft:#55606a;--line:#d9dee2;--edge:#75808a;--warn:#8a4b00;--warn-ground:#fff3dc}` +
  `@media(prefers-color-scheme:dark){:root{--accent:${accentOnDark};--on-accent:#131518;--ground:${DARK_GROUND};--tint:${DARK_TINT};--ink:#eceef0;--soft:#a9b2ba;--line:#343a40;--edge:#848e97;--warn:#ffc873;--warn-ground:#3a2c12}}`

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

/** Of pictures and boxes; of buttons and seals; of the foot of a top that is not plain. */
const RADII: Readonly<Record<(typeof CORNERS)[number], readonly [string, string, string]>> = {
  square: ['0', '0', '0'],
  soft: ['.5rem', '.5rem', '0'],
  round: ['1.25rem', '2rem', '2rem'],
}

/** Between sections; around the top; between lines. */
const SPACES: Readonly<Record<(typeof DENSITIES)[number], readonly [string, string, string]>> = {
  compact: ['2rem', '2rem', '.75rem'],
  normal: ['2.5rem', '2.5rem', '1rem'],
  airy: ['clamp(3rem,6vw,4.5rem)', 'clamp(3rem,7vw,5.5rem)', '1.25rem'],
}

/**
 * What the top stands on, what is written on it, what is marked on it, what is written quietly, and whether
 * a hairline parts it from the rest.
 */
const TOPS: Readonly<
  Record<(typeof HEADERS)[number], readonly [string, string, string, string, string]>
> = {
  filled: ['var(--brand)', 'var(--on-brand)', 'var(--on-brand)', 'inherit', '0'],
  tinted: ['var(--tint)', 'var(--ink)', 'var(--accent)', 'var(--soft)', '0'],
  plain: ['var(--ground)', 'var(--ink)', 'var(--accent)', 'var(--soft)', '1px'],
}

function themeCss({
  font = 'system',
  headings = font,
  corners = 'soft',
  density = 'normal',
  header = 'filled',
}: Partial<Theme>): string {
  const [radius, button, foot] = RADII[corners]
  const [section, top, gap] = SPACES[density]
  const [under, over, mark, quiet, rule] = TOPS[header]
  const [weight, h1, h2] = FINE.has(headings) ? SIZES.fine : SIZES.sturdy
  return `:root{--font:${STACKS[font]};--head:${STACKS[headings]};--weight:${weight};--h1:${h1};--h2:${h2};--r:${radius};--b:${button};--foot:${foot};--s:${section};--t:${top};--g:${gap};--top:${under};--on-top:${over};--mark:${mark};--quiet:${quiet};--rule:${rule}}`
}

/** What is drawn with hairlines wants size and no weight. */
const FINE: ReadonlySet<string> = new Set(['didone', 'classical'])
const SIZES = {
  fine: [400, 'clamp(1.75rem,1.1rem + 3.2vw,3.5rem)', '1.5rem'],
  sturdy: [700, 'clamp(1.75rem,1.4rem + 1.6vw,2.5rem)', '1.25rem'],
} as const

const SHEET = [
  '*,::before,::after{box-sizing:border-box;margin:0}',
  ':root{color-scheme:light dark}',
  'html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}',
  'body{font:1rem/1.5 var(--font);background:var(--ground);color:var(--ink);overflow-wrap:anywhere}',
  'ol,ul,dl{list-style:none;padding:0}',
  'h1,h2,h3{font-family:var(--head);font-weight:var(--weight);line-height:1.2;text-wrap:balance}',
  'p{text-wrap:pretty}',
  'h2{font-size:var(--h2);margin-bottom:1rem}',
  'a{color:var(--accent);text-underline-offset:.2em}',
  'button,input{font:inherit}',
  ':focus-visible{outline:3px solid currentColor;outline-offset:3px;border-radius:2px}',
  // What a link or a form leads to is read aloud from its start; it is no control.
  '[tabindex="-1"]:focus{outline:0}',
  '.act:focus-visible{outline-color:var(--mark);border-radius:var(--b)}',
  '.wrap{max-width:68rem;margin-inline:auto;padding-inline:1.25rem}',
  '.unseen:not(:focus){position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}',
  '.unseen:focus{position:absolute;z-index:2;padding:.75rem 1rem;background:var(--ground);color:var(--ink)}',
  // A status: outlined while it goes well, filled when it has arrived, lit when somebody should look, dashed
  // when nothing will come.
  '.icon{flex:none;width:3rem;height:3rem;padding:.625rem;border:1px solid;border-radius:var(--b);color:var(--mark);fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}',
  '.icon.good{background:var(--mark);border-color:var(--mark);color:var(--top);stroke-width:2}',
  '.icon.ended{border-style:dashed}',
  '.icon.attention{background:var(--warn-ground);color:var(--warn)}',
  '[dir=rtl] .turn{transform:scaleX(-1);transform-origin:center}',
  // The bar stands on the top's ground. Logos are drawn for white, so a bar with one is white in both schemes.
  '.bar{background:var(--top);color:var(--on-top)}',
  '.logo{background:#fff;color:#1b2024;--ink:#1b2024;--ground:#fff;--line:#d9dee2;--soft:#55606a}',
  '.bar>.wrap{display:flex;align-items:center;justify-content:space-between;gap:1rem;min-height:4rem;padding-block:.5rem}',
  '.bar .wrap>a{color:inherit;text-decoration:none;display:inline-flex;align-items:center;min-height:2.75rem}',
  '.bar strong{font:var(--weight) 1.25rem/1.2 var(--head)}',
  '.bar img{display:block;max-width:12rem;max-height:3rem;width:auto;height:auto;object-fit:contain}',
  '.lang{position:relative;margin:0}',
  '.lang summary{white-space:nowrap;color:inherit;font-weight:400;font-size:.875rem}',
  '.lang ul{position:absolute;inset-inline-end:0;z-index:2;min-width:11rem;padding:.5rem;background:var(--ground);border:1px solid var(--line);border-radius:var(--r);box-shadow:0 .5rem 1.5rem #0003}',
  '.lang a{display:block;padding:.5rem .75rem;color:var(--ink);text-decoration:none;border-radius:var(--r)}',
  '.lang a:hover,.lang [aria-current]{background:var(--tint)}',
  // The top: where it is, and when it comes.
  '.top{background:var(--top);color:var(--on-top);padding-block:calc(var(--t)*.6) var(--t);border-radius:0 0 var(--foot) var(--foot)}',
  '.over{display:flex;gap:1rem;align-items:center;margin-bottom:1.5rem;font-size:.875rem;color:var(--quiet)}',
  'h1{font-size:var(--h1);font-weight:400;line-height:1.15;max-width:22em;color:var(--quiet)}',
  'h1 b,.hop b,.state b{font-weight:var(--weight);color:var(--on-top)}',
  '.say{margin-top:1rem;max-width:40rem}',
  '.say+.say{margin-top:.5rem}',
  '.acts{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:center;margin-top:1.5rem}',
  '.act{display:inline-flex;align-items:center;min-height:2.75rem;padding:.5rem 1.25rem;border:1px solid var(--mark);border-radius:var(--b);background:var(--mark);color:var(--top);font-weight:600;text-align:center;text-decoration:none;cursor:pointer}',
  '.act:hover{text-decoration:underline}',
  '.quiet{display:inline-flex;align-items:center;min-height:2.75rem;color:inherit}',
  '.steps{display:flex;gap:.25rem;margin-top:2rem;max-width:40rem}',
  '.steps li{flex:1;min-width:0;padding-inline-end:.25rem;font-size:.8125rem;line-height:1.25;padding-top:.6875rem;border-top:1px solid;color:var(--quiet);hyphens:auto}',
  '.steps .done{border-top:4px solid var(--mark);padding-top:.5rem}',
  '.steps [aria-current]{font-weight:700;color:var(--on-top)}',
  // Several parcels: a line for each.
  '.hop{display:grid;margin-top:2rem;max-width:40rem}',
  '.hop a{color:inherit;display:grid;grid-template-columns:auto 1fr;gap:0 1rem;padding:1rem 0;border-top:1px solid;text-decoration:none}',
  '.hop .icon{grid-row:span 2;width:2.5rem;height:2.5rem;padding:.5rem;align-self:center}',
  '.hop span{line-height:1.25}',
  '.hop a:hover b{text-decoration:underline}',
  '.hop small{font-size:.875rem;color:var(--quiet)}',
  // What a person should notice.
  '.warn{background:var(--warn-ground);color:var(--warn);border-radius:var(--r);padding:.75rem 1rem;max-width:40rem}',

  '.note{display:flex;gap:.75rem;padding:.75rem 1.25rem;background:var(--tint);border-radius:var(--r)}',
  '.notes{padding-block:1.5rem}',
  '.note+.note{margin-top:.75rem}',
  '.strip{background:var(--tint);border-bottom:1px solid var(--line);font-size:.875rem}',
  '.strip p{padding-block:.75rem}',
  // Sections stand on the ground, apart by space and a hairline, not by boxes.
  '.block{padding-block:var(--s);border-top:1px solid var(--line);min-width:0;--mark:var(--accent);--top:var(--on-accent);--on-top:var(--ink);--quiet:var(--soft)}',
  '.rows>.block:first-child,.two:first-child>:first-child .block:first-child{border-top-width:var(--rule)}',
  '.two:not(:first-child){border-top:1px solid var(--line)}',
  '.two:not(:first-child)>:first-child .block:first-child{border-top:0}',
  '.state{display:flex;gap:1rem;font-weight:400;color:var(--soft)}',
  '.state small{display:block;font:400 .875rem/1.5 var(--font)}',
  '.block h3.part{font-size:1.125rem;margin:2rem 0 .75rem}',
  '.block>p{max-width:40rem}',
  '.block>p+p,.block>.warn{margin-top:.75rem}',
  '.block .act,.plain .act{margin-top:1rem}',
  '.plain{--mark:var(--accent);--top:var(--on-accent)}',
  '.offer{background:var(--tint);border:0;border-radius:var(--r);padding:2rem 1.5rem}',
  '.offer+.block{border:0}',
  '.offer .act{background:none;color:var(--accent)}',
  '.fine{font-size:.875rem;color:var(--soft)}',
  '.fine .links{margin-top:.25rem}',
  '.fine .links a{color:inherit;font-weight:400}',
  // The journey: one rail from the newest dot to the oldest, drawn with borders, which every colour mode keeps.
  '.day{position:relative;padding-inline-start:1.75rem}',
  '.day+.day{padding-top:calc(var(--g) + .5rem)}',
  '.day h3,.day h4{position:relative;font:600 .875rem/1.5 var(--font);color:var(--soft);padding-bottom:.5rem}',
  '.day li{position:relative}',
  '.day li+li{padding-top:var(--g)}',
  '.day:not(:last-child)::before,.day:last-child:not(:first-child) h3::before,.day:last-child:not(:first-child) h4::before,.day:last-child li:not(:last-child)::after{content:"";position:absolute;inset-inline-start:-1.375rem;top:calc(0px - var(--g) - .5rem);bottom:-.75rem;border-inline-start:1px solid var(--edge)}',
  '.day:not(:last-child)::before{inset-inline-start:.375rem;top:0;bottom:0}',
  '.day:last-child li:not(:last-child)::after{top:.75rem;bottom:calc(0px - var(--g) - .75rem)}',
  'details>.days{margin-top:.5rem}',
  '.day:first-child::before{top:2.5rem}',
  '.day li::before{content:"";position:absolute;inset-inline-start:-1.625rem;margin-top:.5rem;width:.5625rem;height:.5625rem;border-radius:50%;border:.3125rem solid var(--edge);z-index:1}',
  '.day .newest::before{inset-inline-start:-1.8125rem;margin-top:.3125rem;width:.9375rem;height:.9375rem;border:.5rem solid var(--accent)}',
  '.day time{font-variant-numeric:tabular-nums}',
  '.newest{font-weight:600}',
  '.day small,.items small{display:block;font-size:.875rem;font-weight:400;color:var(--soft)}',
  // What opens.
  'summary{display:flex;align-items:center;gap:.75rem;cursor:pointer;color:var(--accent);min-height:2.75rem;padding:.625rem 0;font-weight:600;list-style:none}',
  'summary::-webkit-details-marker{display:none}',
  'summary::after{content:"";flex:none;width:.5rem;height:.5rem;border:solid;border-width:0 2px 2px 0;margin:-.25rem .25rem 0;rotate:45deg}',
  '[open]>summary::after{margin-top:.25rem;rotate:225deg}',
  '.faq details{border-bottom:1px solid var(--line)}',
  '.faq summary{justify-content:space-between;color:inherit;padding-block:1rem}',
  '.faq details p{padding-bottom:1.25rem;max-width:40rem}',
  '.items li{display:flex;gap:1rem;align-items:center;padding:.75rem 0}',
  '.items li:first-child{padding-top:0}',
  '.items li:last-child{padding-bottom:0}',
  '.items li+li{border-top:1px solid var(--line)}',
  // A picture that does not come leaves the tinted square: without a height of its own a browser draws no sign
  // of a broken one.
  '.pic{flex:none;width:4rem;height:4rem;overflow:hidden;border-radius:var(--r);background:var(--tint)}',
  '.pic img{display:block;width:100%;height:auto;min-height:100%;object-fit:cover}',
  '.items b{flex:none;min-width:2rem;font-weight:400;font-variant-numeric:tabular-nums;color:var(--soft)}',
  'dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(max(7.5rem,34%),1fr));gap:1rem 1.5rem}',
  'dl>:has(.num){grid-column:1/-1}',
  'dt{font-size:.875rem;color:var(--soft)}',
  // As high as the button that a script puts beside it, so that nothing moves when it comes.
  '.num{display:flex;align-items:center;gap:.75rem;min-height:2rem;font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.875rem;word-break:break-all;user-select:all}',
  ':lang(ko){word-break:keep-all}', // words are divided at blanks, as readers of Korean expect
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
  '.live{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;padding-bottom:2rem;color:var(--soft);font-size:.875rem}',
  '.small{flex:none;min-height:2rem;padding:0 .75rem;border:1px solid var(--edge);border-radius:var(--b);background:none;color:inherit;font:600 .8125rem var(--font);cursor:pointer;user-select:none}',
  '.pair [aria-pressed=true]{background:var(--accent);color:var(--on-accent)}',
  '#private,#preferences{margin-top:1rem}',
  '#private>p{margin-top:.5rem}',
  'address{font-style:normal}',
  '.proof{display:block;max-width:100%;max-height:24rem;margin-top:.75rem;border-radius:var(--r)}',
  'figcaption{font-size:.875rem;color:var(--soft)}',
  'footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}',
  'footer>:first-child{border-top:1px solid var(--line);padding-top:1.5rem}',
  '#share p{max-width:40rem;margin-bottom:.5rem}',
  'footer>.small{margin-block:.75rem .5rem}',
  'footer a{display:inline-block;padding-block:.25rem;color:inherit}',
  '.plain{padding-block:4rem;max-width:36rem}',
  '.plain h1{font-size:1.75rem;font-weight:var(--weight);color:inherit;margin-bottom:.75rem}',
  '.lane{display:block;width:100%;max-width:28rem;color:var(--accent)}',
  '.lane-ends{display:flex;max-width:28rem;gap:1rem;margin-top:.5rem;font-size:.875rem;color:var(--soft)}',
  '.lane-ends *{flex:1}',
  '.lane-ends b{text-align:center;color:var(--ink)}',
  '.lane-ends :last-child{text-align:end}',
  '[dir=rtl] .lane{scale:-1 1}',
  // Wide: what goes with the parcels stands beside them, and a heading beside what it heads.
  '@media print,(min-width:56rem){.two{display:grid;grid-template-columns:minmax(0,1.6fr) minmax(0,1fr);gap:2rem}.side>.block:first-child{border-top-width:var(--rule)}.two:not(:first-child)>.side>.block:first-child{border-top:0}}',
  '@media(min-width:56rem){.two{gap:4rem}.rows>.block:has(>h2){display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.6fr);column-gap:4rem}.rows>.block>h2{grid-row:1/span 30}.rows>.block>:not(h2){grid-column:2}.rows>.block>h2+.links{margin-top:-.625rem}.rows>.block>h2+details{margin-top:-1rem}.offer{padding:3rem}.steps li{font-size:.875rem}}',
  // Drawings keep their colour where a device has its own for everything else.
  '@media(forced-colors:active){.icon,.icon.good,.icon.attention,.lane{color:CanvasText;background:Canvas}}',
  // Paper: black on white, everything unfolded, nothing to press.
  '@page{margin:16mm}',
  '@media print{:root{--ground:#fff;--tint:#fff;--ink:#000;--soft:#333;--accent:#000;--edge:#666;--line:#bbb;--top:#fff;--on-top:#000;--mark:#000;--quiet:#333;--warn:#000;--warn-ground:#fff;--h1:1.75rem;--s:1rem;--t:1rem;--g:.375rem;color-scheme:light;font-size:75%}.acts,.act,.hop,.lang,form,.links,.offer,.faq,.social,.note,.unseen,.block:has(>form),#share,#preferences,#private:not(:has(address)){display:none}.block{break-inside:avoid;--top:#fff}.over{margin-bottom:1rem}details::details-content{content-visibility:visible;block-size:auto}summary{display:none}}',
].join('')
