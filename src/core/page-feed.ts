// The page as an Atom feed (RFC 4287): an entry an update of each parcel, newest first, for people who
// follow things in a feed reader. It knows what the page shows.
import { fingerprint } from './hash.ts'
import type { PageView } from './page-view.ts'

export type FeedPlace = {
  /** Absolute: of the page, and of the feed itself. */
  readonly url: string
  readonly self: string
  /** Unique among all orders, and no key to any. */
  readonly id: string
}

export function pageFeed(view: PageView, { url, self, id }: FeedPlace): string {
  const many = view.parcels.length > 1
  const entries = view.parcels.flatMap((parcel, i) =>
    parcel.days.flatMap(({ on, entries }) =>
      entries.map(entry => ({
        id: `urn:waymark:${id}-${i + 1}:${entry.at}:${fingerprint(entry.text)}`,
        at: entry.at.includes('T') ? entry.at : `${on}T00:00:00Z`,
        title: many ? `${entry.text} (${parcel.trackingNumber ?? i + 1})` : entry.text,
        summary: [entry.place, entry.carrierText].filter(Boolean).join(' · '),
      })),
    ),
  )
  entries.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const changed = view.parcels.map(({ changedAt }) => changedAt)
  const updated = new Date(Math.max(view.placedAt, ...changed)).toISOString()
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(view.locale)}">`,
    `<id>urn:waymark:${id}</id>`,
    `<title>${xml(`${view.merchant} ${view.orderNumber}`)}</title>`,
    `<subtitle>${xml(view.headline)}</subtitle>`,
    `<updated>${updated}</updated>`,
    `<author><name>${xml(view.merchant)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(url)}"/>`,
    ...entries.map(
      ({ id: entryId, at, title, summary }) =>
        `<entry><id>${xml(entryId)}</id><title>${xml(title)}</title><updated>${at}</updated>` +
        `<link rel="alternate" type="text/html" href="${xml(url)}"/>` +
        `<summary>${xml(summary)}</summary></entry>`,
    ),
    '</feed>',
    '',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** XML 1.0 has no place for most control characters, in whatever form they are written. */
const xml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, char => ENTITIES[char] ?? char)
