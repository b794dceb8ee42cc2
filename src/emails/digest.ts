// The merchant's daily mail, as text and as the plainest HTML that reads well: it is a list for somebody at
// work, so it has no brand, no pictures and no template that a build would have to know.
import type { Digest, Item } from '../core/digest.ts'
import { escapeHtml } from './fill.ts'
import { line } from './view.ts'

type Mail = { readonly subject: string; readonly html: string; readonly text: string }

export function digestMail(digest: Digest): Mail {
  const { merchant, brand, day, fresh, known } = digest
  const all = fresh.length + known.length
  const count = `${fresh.length || 'nothing'} new, ${all} in all`
  const title = `${brand}, ${day}: ${count}`
  const parts = [
    { heading: `New since the last mail (${fresh.length})`, items: fresh },
    { heading: `Still open (${known.length})`, items: known },
  ].filter(({ items }) => items.length > 0)
  const end = [
    `The parcels, as they are now: waymark attention --merchant ${merchant}`,
    '`alerts` in your config says who gets this mail, and from when on.',
  ]
  return {
    subject: oneLine(`${brand}: ${count} need somebody`),
    text: `${[title, ...parts.flatMap(textOf), ['--', ...end].join('\n')].join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body style="font:16px/24px sans-serif"><h1 style="font-size:20px">${safe(title)}</h1>${parts
      .map(htmlOf)
      .join('')}<hr>${end.map(each => `<p>${safe(each)}</p>`).join('')}</body></html>`,
  }
}

type Part = { readonly heading: string; readonly items: readonly Item[] }

const textOf = ({ heading, items }: Part): string[] => [
  heading.toUpperCase(),
  ...items.map(({ title, lines, go }) =>
    [oneLine(title), ...lines.map(each => `  ${oneLine(each)}`), `  ${whereTo(go)}`].join('\n'),
  ),
]

const htmlOf = ({ heading, items }: Part): string =>
  `<h2 style="font-size:17px">${safe(heading)}</h2><ul>${items
    .map(
      ({ title, lines, go }) =>
        `<li><strong>${safe(title)}</strong><br>${[...lines.map(safe), linkTo(go)].join('<br>')}</li>`,
    )
    .join('')}</ul>`

const whereTo = (go: Item['go']): string => ('url' in go ? go.url : go.command)

const linkTo = (go: Item['go']): string =>
  'url' in go
    ? `<a href="${escapeHtml(go.url)}">Tracking page</a>`
    : `<code>${safe(go.command)}</code>`

/** Numbers and carriers' names come from outside. */
const oneLine = (text: string): string => line(text) ?? ''
const safe = (text: string): string => escapeHtml(oneLine(text))
