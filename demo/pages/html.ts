// Hand-written pages: a template tag that escapes whatever is put in, and the frame around each
// page. No framework, no script, nothing from anywhere else.

import { dayAndTime } from '../clock.ts'

export type Html = { readonly html: string }
type Part = Html | string | number | null | false | undefined | readonly Html[]

/** `html\`<p>${text}</p>\``: text is escaped, Html and lists of it are not. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: String.raw({ raw: strings }, ...parts.map(write)) }
}

function write(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map(one => one.html).join('')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char)

const NAV = [
  ['/', 'The story'],
  ['/shop', 'Shop'],
  ['/mailbox', 'Mailbox'],
  ['/phone', 'Phone'],
] as const

/** `busy`: something is about to change, so the page comes again by itself, without a script. */
export function page(options: {
  title: string
  path: string
  now: number
  busy?: boolean
  body: Html
}): string {
  const { title, path, now, busy, body } = options
  const nav = NAV.map(
    ([href, label]) => html`<a href="${href}"${href === path && CURRENT}>${label}</a>`,
  )
  return html`<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Waymark demo</title>
${busy && REFRESH}<style>${CSS}</style>
</head>
<body>
<header>
<p class="mark">Waymark <span>demo world</span></p>
<nav aria-label="Demo">${nav}</nav>
<p class="clock">${dayAndTime(now)} in Sydney</p>
</header>
<main>${body}</main>
</body>
</html>`.html
}

const REFRESH: Html = { html: '<meta http-equiv="refresh" content="1">\n' }
const CURRENT: Html = { html: ' aria-current="page"' }

const CSS: Html = {
  html: `
:root{--ink:#20302f;--soft:#5d6b69;--line:#dcdfd6;--paper:#fbfaf5;--card:#fff;--accent:#1f6f78;--warm:#c8643c;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding:.85rem max(clamp(1rem,4vw,3rem),(100% - 64rem)/2);border-bottom:1px solid var(--line);background:var(--card)}
header p{margin:0}.mark{font-weight:700;letter-spacing:-.01em}.mark span{font-weight:400;color:var(--soft)}
nav{display:flex;gap:1.1rem;flex:1}nav a{color:var(--soft);text-decoration:none;padding:.2rem 0}
nav a:hover,nav a[aria-current]{color:var(--ink);box-shadow:0 2px 0 var(--accent)}
.clock{font-variant-numeric:tabular-nums;color:var(--soft)}
main{max-width:70rem;margin:0 auto;padding:2rem clamp(1rem,4vw,3rem) 4rem}
h1{font-size:clamp(1.5rem,1.2rem + 1.6vw,2.1rem);line-height:1.2;letter-spacing:-.02em;margin:0 0 .5rem;text-wrap:balance}h2{font-size:1.15rem;margin:2rem 0 .75rem}
.lead{max-width:46rem;color:var(--soft);margin:0 0 1.25rem}.lead b{color:var(--ink);font-weight:600}
a{color:var(--accent)}
.cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.25rem;align-items:start}@media(max-width:56rem){.cols{grid-template-columns:minmax(0,1fr)}}
.card{margin:0;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem 1.25rem}
.news{margin-bottom:1.25rem;border-color:var(--accent);box-shadow:inset 4px 0 var(--accent)}.news h2{margin:0 0 .35rem;font-size:1rem}.news h2 small{font-weight:400;color:var(--soft)}
.steps{list-style:none;margin:0;counter-reset:s;padding:.35rem 1.25rem}
.steps li{counter-increment:s;display:grid;grid-template-columns:1.8rem 1fr auto;gap:.9rem;align-items:center;padding:.8rem 0;border-top:1px solid var(--line)}
.steps li:first-child{border:0}
.steps li::before{content:counter(s);display:grid;place-items:center;width:1.8rem;height:1.8rem;border-radius:50%;background:#e6eeec;color:var(--accent);font-weight:600}
.steps .next::before{background:var(--accent);color:#fff}
.steps strong{display:block;line-height:1.3}.steps p{margin:.1rem 0 0;color:var(--soft);font-size:.9rem;line-height:1.4}
.steps button{min-width:9.5rem}
@media(max-width:34rem){.steps li:not(.next) p{display:none}.steps .next{grid-template-columns:1.8rem 1fr}.steps .next form{grid-column:2}.steps .next button{width:100%}.steps .next p{font-size:.875rem}.steps li{gap:.7rem;padding:.6rem 0}.card{padding-left:1rem;padding-right:1rem}.steps button{min-width:8.5rem}}
button{font:inherit;font-weight:600;color:var(--accent);background:none;border:1px solid var(--accent);border-radius:10px;padding:.55rem .8rem;cursor:pointer;white-space:nowrap}
.next button{color:#fff;background:var(--accent)}button:hover{background:#e6eeec}.next button:hover{background:#185860}button:focus-visible,a:focus-visible{outline:3px solid #e0a458;outline-offset:2px}
.log{list-style:none;margin:0;font-size:.94rem;overflow-wrap:anywhere}ol.log:not(.card){padding:0}
.log li{display:grid;grid-template-columns:5.2rem 5.2rem 1fr;gap:.6rem;padding:.4rem 0;border-top:1px solid var(--line)}
.log li:first-child{border:0}.log time{color:var(--soft);font-variant-numeric:tabular-nums}
.who{font-weight:600}.by-waymark{color:var(--accent)}.by-mail,.by-phone{color:#8a3f1d}.by-shop{color:#4d5a1e}.by-carrier{color:#3d4a8a}.by-time{color:var(--soft)}
@media(max-width:34rem){.log li{grid-template-columns:auto 1fr;gap:0 .75rem}.log li span{grid-column:1/-1}}
.orders{list-style:none;margin:0;padding:0;display:grid;gap:.75rem}.orders p{margin:.15rem 0 0;color:var(--soft);font-size:.92rem}.orders h3{margin:0;font-size:1.05rem}.orders .items{color:var(--ink)}
.orders .state{float:right;margin:0 0 0 .75rem}.state{border-radius:99px;padding:.1rem .7rem;font-size:.85rem!important;font-weight:600}
.state.waits{background:#eceee6;color:#4d5754}.state.moves{background:#dcebed;color:#175a62}.state.trouble{background:#f6e3cf;color:#7d3a1d}.state.done{background:#dfeee4;color:#1d5c37}
.orders .told{display:flex;flex-wrap:wrap;gap:.15rem 1rem;margin-top:.45rem}.told a{font-weight:600}
@media(max-width:34rem){.orders .state{float:none;display:inline-block;margin:0 0 .4rem}}
.links{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr));gap:.5rem;margin:.75rem 0 0;padding:0;list-style:none}
.links a{display:block;text-align:center;padding:.6rem .3rem;white-space:nowrap;border:1px solid var(--line);border-radius:10px;background:var(--card);text-decoration:none;font-weight:600}.links a:hover{border-color:var(--accent)}
.links b{display:inline-block;min-width:1.5rem;padding:0 .35rem;border-radius:99px;background:#e6eeec;font-size:.85rem}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
th,td{text-align:left;vertical-align:top;padding:.65rem .9rem;border-top:1px solid var(--line)}
thead th{border:0;font-size:.85rem;color:var(--soft);font-weight:600}td small{display:block;color:var(--soft)}
.pill{display:inline-block;border-radius:99px;padding:.05rem .6rem;font-size:.85rem;background:#f3e4d9;color:#7d3a1d}.pill.done{background:#dfeee4;color:#1d5c37}
.empty{color:var(--soft)}
@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%)}tbody tr{display:block;padding:.65rem 0;border-top:1px solid var(--line)}tbody tr:first-child{border:0}td{display:block;border:0;padding:.1rem 1rem;overflow-wrap:anywhere}}
iframe{width:100%;height:52rem;border:1px solid var(--line);border-radius:10px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem}
.phone{width:100%;max-width:24rem;background:#fff;border:1px solid var(--line);border-radius:2rem;padding:1.5rem 1.1rem 2rem;min-height:24rem}.phones{display:flex;flex-wrap:wrap;gap:1.5rem}
.phone h2{margin:.5rem 0 1rem;text-align:center;font-size:1rem}.phone h2 small{display:block;color:var(--soft);font-weight:400}
.bubble{background:#e9eeec;border-radius:1.1rem 1.1rem 1.1rem .3rem;padding:.6rem .9rem;margin:.35rem 0 0;max-width:88%;overflow-wrap:anywhere}
.bubble+time{display:block;font-size:.78rem;color:var(--soft);margin:.15rem 0 .9rem .3rem}
`,
}
