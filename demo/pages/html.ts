// Hand-written pages: a template tag that escapes whatever is put in, and the frame around each
// page. No framework, no script, nothing from anywhere else.

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

export function page(options: { title: string; path: string; clock: string; body: Html }): string {
  const { title, path, clock, body } = options
  const nav = NAV.map(
    ([href, label]) => html`<a href="${href}"${href === path && CURRENT}>${label}</a>`,
  )
  return html`<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Waymark demo</title>
<style>${CSS}</style>
</head>
<body>
<header>
<p class="mark">Waymark <span>demo world</span></p>
<nav aria-label="Demo">${nav}</nav>
<p class="clock">${clock}</p>
</header>
<main>${body}</main>
</body>
</html>`.html
}

const CURRENT: Html = { html: ' aria-current="page"' }

const CSS: Html = {
  html: `
:root{--ink:#20302f;--soft:#5d6b69;--line:#dcdfd6;--paper:#fbfaf5;--card:#fff;--accent:#1f6f78;--warm:#c8643c;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding:1rem clamp(1rem,4vw,3rem);border-bottom:1px solid var(--line);background:var(--card)}
header p{margin:0}.mark{font-weight:700;letter-spacing:-.01em}.mark span{font-weight:400;color:var(--soft)}
nav{display:flex;gap:1.1rem;flex:1}nav a{color:var(--soft);text-decoration:none;padding:.2rem 0}
nav a:hover,nav a[aria-current]{color:var(--ink);box-shadow:0 2px 0 var(--accent)}
.clock{font-variant-numeric:tabular-nums;color:var(--soft)}
main{max-width:66rem;margin:0 auto;padding:2rem clamp(1rem,4vw,3rem) 4rem}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.02em;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .75rem}
.lead{max-width:44rem;color:var(--soft);margin:0 0 1.5rem}
a{color:var(--accent)}
.cols{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,6fr);gap:2.5rem}@media(max-width:52rem){.cols{grid-template-columns:minmax(0,1fr)}}
.card{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem}
.steps{list-style:none;margin:0;counter-reset:s}
.steps li{counter-increment:s;display:grid;grid-template-columns:2rem 1fr auto;gap:.75rem;align-items:start;padding:.85rem 0;border-top:1px solid var(--line)}
.steps li:first-child{border:0}
.steps li::before{content:counter(s);margin-top:.1rem;display:grid;place-items:center;width:1.8rem;height:1.8rem;border-radius:50%;background:#e6eeec;color:var(--accent);font-weight:600}
.steps strong{display:block}.steps p{margin:0;color:var(--soft);font-size:.92rem}
button{font:inherit;font-weight:600;color:#fff;background:var(--accent);border:0;border-radius:8px;padding:.5rem .9rem;cursor:pointer;white-space:nowrap}
button:hover{background:#185860}button:focus-visible,a:focus-visible{outline:3px solid #e0a458;outline-offset:2px}
.log{list-style:none;margin:0;font-size:.94rem}
.log li{display:grid;grid-template-columns:5.6rem 4.8rem 1fr;gap:.5rem;padding:.35rem 0;border-top:1px solid var(--line)}
.log li:first-child{border:0}.log time,.log span{color:var(--soft);font-variant-numeric:tabular-nums}
.links{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin:1rem 0 0;padding:0;list-style:none}
table{width:100%;border-collapse:collapse;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
th,td{text-align:left;vertical-align:top;padding:.65rem .9rem;border-top:1px solid var(--line)}
thead th{border:0;font-size:.85rem;color:var(--soft);font-weight:600}td small{display:block;color:var(--soft)}
.pill{display:inline-block;border-radius:99px;padding:.05rem .6rem;font-size:.85rem;background:#f3e4d9;color:#7d3a1d}.pill.done{background:#dfeee4;color:#1d5c37}
.empty{color:var(--soft)}
iframe{width:100%;height:44rem;border:1px solid var(--line);border-radius:10px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,Menlo,Consolas,monospace;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem}
.phone{max-width:24rem;margin:0 auto;background:#fff;border:1px solid var(--line);border-radius:2rem;padding:1.5rem 1.1rem 2rem;min-height:24rem}
.phone h2{margin:.5rem 0 1rem;text-align:center;font-size:.95rem;color:var(--soft);font-weight:500}
.bubble{background:#e9eeec;border-radius:1.1rem 1.1rem 1.1rem .3rem;padding:.6rem .9rem;margin:.35rem 0 0;max-width:88%;overflow-wrap:anywhere}
.bubble+time{display:block;font-size:.78rem;color:var(--soft);margin:.15rem 0 .9rem .3rem}
`,
}
