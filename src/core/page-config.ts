// What a merchant says about the tracking page in the config: its order of blocks, its looks and their own
// words. Every description is shown by editors, so it speaks to the merchant.
import * as z from 'zod'
import { colour, country, httpsUrl, line, name, oneOrMore, postcodes } from './config-parts.ts'
import { STATUSES, type Status } from './status.ts'
import { LOCALES } from './words.ts'

export const localeTag = z.enum(LOCALES.map(({ locale }) => locale) as [string, ...string[]])

/** A merchant's words: one text for everybody, or one a language. */
const ownWords = (max: number) =>
  z.union([line(max), z.partialRecord(localeTag, line(max))]).describe('A text, or one a language.')
export type OwnWords = z.infer<ReturnType<typeof ownWords>>

export const FONTS = [
  'system',
  'humanist',
  'geometric',
  'grotesque',
  'classical',
  'didone',
  'slab',
  'rounded',
] as const
export const CORNERS = ['square', 'soft', 'round'] as const
export const DENSITIES = ['compact', 'normal', 'airy'] as const
export const HEADERS = ['filled', 'tinted', 'plain'] as const

export const Theme = z.strictObject({
  accent: colour.optional().describe('Links and marks; left out: the main colour.'),
  ground: colour.optional().describe('Behind everything, on light screens; a very light colour.'),
  font: z.enum(FONTS).default('system').describe('Fonts that every device has: nothing is loaded.'),
  headings: z.enum(FONTS).optional().describe('Left out: as the text.'),
  corners: z.enum(CORNERS).default('soft'),
  density: z.enum(DENSITIES).default('normal'),
  header: z.enum(HEADERS).default('filled').describe('How the main colour fills the top.'),
})
export type Theme = z.infer<typeof Theme>

export const BLOCKS = [
  'notices',
  'headline',
  'map',
  'parcels',
  'items',
  'details',
  'help',
  'feedback',
  'promotion',
  'faq',
  'social',
  'legal',
] as const
export type Block = (typeof BLOCKS)[number]

const day = z.iso.date()

/** All that is given must hold; of several values one is enough. */
const Shown = z
  .strictObject({
    status: oneOrMore(z.enum(Object.keys(STATUSES) as [Status, ...Status[]])).optional(),
    country: oneOrMore(country).optional(),
    state: oneOrMore(line(20)).optional(),
    postcode: oneOrMore(postcodes).optional(),
    carrier: oneOrMore(line(40)).optional().describe('By its name, as the page shows it.'),
    channel: oneOrMore(name).optional().describe('Your own shop is `shop`.'),
    from: day.optional().describe('First day, where the parcel goes.'),
    until: day.optional().describe('Last day.'),
  })
  .default({})
export type Shown = z.infer<typeof Shown>

const Link = z.strictObject({ label: ownWords(60), url: httpsUrl })

export const PageConfig = z.strictObject({
  blocks: z
    .array(z.enum(BLOCKS))
    .refine(blocks => new Set(blocks).size === blocks.length, 'names a block twice')
    .refine(
      blocks => blocks.includes('headline') && blocks.includes('parcels'),
      'needs `headline` and `parcels`',
    )
    .default(BLOCKS.filter(block => block !== 'map'))
    .describe('What stands on the page, from top to bottom. What is left out is not there.'),
  theme: Theme.prefault({}),
  notices: z
    .array(z.strictObject({ text: ownWords(300), when: Shown }))
    .max(20)
    .default([])
    .describe('Something the shoppers concerned should know: floods, holidays, a strike.'),
  promotions: z
    .array(z.strictObject({ heading: ownWords(80), text: ownWords(300), link: Link, when: Shown }))
    .max(10)
    .default([])
    .describe(
      'The first that fits is shown, never to shoppers of a channel without promotions. It makes every message that links here advertising: you need their consent.',
    ),
  faq: z
    .array(z.strictObject({ question: ownWords(120), answer: ownWords(800) }))
    .max(12)
    .default([]),
  social: z.array(Link).max(8).default([]),
  legal: z
    .strictObject({ text: ownWords(400).optional(), links: z.array(Link).max(6).default([]) })
    .prefault({}),
  linkDays: z
    .int()
    .min(14)
    .max(730)
    .default(90)
    .describe(
      'Days after the last news in which the link alone shows items, places and the tracking number; after them the page asks who wants to see them.',
    ),
  pictures: z.boolean().default(true).describe('Show the pictures of what was ordered.'),
  hosts: z
    .array(
      z
        .string()
        .regex(
          /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/,
          'write a host as track.example.com',
        ),
    )
    .max(5)
    .default([])
    .describe('Your own addresses of this page; the first is the one in messages.'),
  embed: z
    .array(httpsUrl)
    .max(10)
    .default([])
    .describe('Websites that may show this page inside theirs: https://shop.example.com'),
})
export type PageConfig = z.infer<typeof PageConfig>
