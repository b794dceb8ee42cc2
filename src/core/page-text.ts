// The page as plain text: for a terminal, a text browser, and whoever reads with their ears.
import type { PageView, ParcelView } from './page-view.ts'
import { say, type Words } from './words.ts'

export function pageText(view: PageView, words: Words, url: string): string {
  const { labels } = words
  const many = view.parcels.length > 1
  return paragraphs([
    [view.headline, view.explanation],
    view.own.notices,
    ...view.parcels.flatMap((parcel, i) => [
      ...(many
        ? [
            [
              say(labels.parcel, { n: i + 1, count: view.parcels.length }),
              parcel.sentence,
              parcel.explanation,
            ],
          ]
        : []),
      ...parcelText(parcel, words),
    ]),
    items(labels.toFollow, view.toFollow, words),
    [
      row(labels.order, view.orderNumber, words),
      row(labels.placed, view.placed, words),
      ...(view.destination ? [row(labels.destination, view.destination, words)] : []),
      say(labels.zone, { city: view.city }),
    ],
    [view.merchant, url],
  ])
}

function parcelText(parcel: ParcelView, words: Words): (readonly string[])[] {
  const { labels } = words
  const { collect, because, steps } = parcel
  return [
    [because, steps?.text].filter(line => line != null),
    collect
      ? [
          ...(collect.place ? [row(words.collect.heading, collect.place, words)] : []),
          ...(collect.hours ? [row(words.collect.hours, collect.hours, words)] : []),
          ...(collect.ask ? [collect.ask] : []),
          ...(collect.until ? [collect.until] : []),
        ]
      : [],
    [
      row(labels.carrier, parcel.carrier, words),
      ...(parcel.trackingNumber ? [row(labels.trackingNumber, parcel.trackingNumber, words)] : []),
      ...(parcel.carrierUrl ? [parcel.carrierUrl] : []),
    ],
    items(labels.items, parcel.items, words),
    [row(labels.updates, '', words), ...updates(parcel, words)],
  ]
}

function updates({ days }: ParcelView, { labels }: Words): string[] {
  if (days.length === 0) return [labels.noScans]
  return days.flatMap(({ day, entries }) => [
    day,
    ...entries.map(({ time, text, place, carrierText }) =>
      [
        '-',
        time,
        text,
        place && `(${place})`,
        carrierText && say(labels.quote, { text: carrierText }),
      ]
        .filter(Boolean)
        .join(' '),
    ),
  ])
}

const items = (heading: string, list: PageView['toFollow'], words: Words): readonly string[] =>
  list.length === 0
    ? []
    : [
        row(heading, '', words),
        ...list.map(
          ({ quantity, title, variant }) =>
            `- ${quantity} ${words.labels.times} ${title}${variant ? ` (${variant})` : ''}`,
        ),
      ]

/** `Order: #1042`; without a text, what stands above a list. */
const row = (label: string, text: string, { labels }: Words): string =>
  say(labels.row, { label, text }).trim()

const paragraphs = (blocks: readonly (readonly string[])[]): string =>
  `${blocks
    .filter(block => block.length > 0)
    .map(block => block.map(oneLine).join('\n'))
    .join('\n\n')}\n`

/** Nobody's words may look like a line of ours. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]+/gu, ' ')
