// A merchant's whole configuration, as they write it in YAML and as D1 keeps it (JSON). This schema
// is the one truth: merchants/schema.json is made from it, `waymark check` and the API use it.
// Every description is shown by editors, so it speaks to the merchant.
import * as z from 'zod'
import { colour, country, httpsUrl, line, name, oneOrMore, postcodes } from './config-parts.ts'
import { CONNECTOR_IDS } from './connectors.ts'
import { localeTag, PageConfig } from './page-config.ts'

const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time as '21:00', with quotes")
const timeZone = z.string().refine(isTimeZone, 'is not a time zone name such as Australia/Sydney')

export const Brand = z.strictObject({
  name: line(60).describe('Your name as shoppers know it.'),
  colour: colour.describe('Main colour of the page and the emails.'),
  logo: z
    .strictObject({
      url: httpsUrl,
      width: z.int().min(1).max(600),
      height: z.int().min(1).max(200),
    })
    .optional()
    .describe('PNG, JPEG or WebP; its size in pixels keeps the page from jumping.'),
  website: httpsUrl.optional(),
  support: z
    .strictObject({
      email: z.email().optional(),
      phone: line(30).optional(),
      url: httpsUrl.optional(),
    })
    .default({})
    .describe('Where a shopper turns with a question; shown on the page and in every message.'),
})
export type Brand = z.infer<typeof Brand>

/** What an order may be recognised by, see core/channel.ts. */
export const MARKS = [
  'source',
  'app',
  'store',
  'payment',
  'billingName',
  'note',
  'tag',
  'number',
  'email',
  'attribute',
] as const
const mark = line(120).optional().describe('Matches when the text contains this, in any case.')

const Channel = z.strictObject({
  name,
  label: line(40).describe('As people read it: THE ICONIC.'),
  when: z
    .array(
      z
        .strictObject(
          Object.fromEntries(MARKS.map(key => [key, mark])) as Record<
            (typeof MARKS)[number],
            typeof mark
          >,
        )
        .refine(rule => Object.values(rule).some(Boolean), 'needs at least one condition'),
    )
    .min(1)
    .describe(
      'The order belongs to this channel when any of these matches; all marks of one must match.',
    ),
  email: z.boolean().default(true).describe('May we email these shoppers?'),
  sms: z.boolean().default(true).describe('May we text these shoppers?'),
  promotions: z.boolean().default(false),
})
export type ChannelConfig = z.infer<typeof Channel>

const Zone = z.strictObject({
  country,
  states: z.array(line(20)).optional(),
  postcodes: z.array(postcodes).optional(),
})

const range = z
  .strictObject({ over: z.number().min(0).optional(), upTo: z.number().positive().optional() })
  .refine(value => value.over !== undefined || value.upTo !== undefined, 'needs over or upTo')

export const CourierRule = z.strictObject({
  name: line(80),
  when: z
    .strictObject({
      channel: oneOrMore(name).optional(),
      country: oneOrMore(country).optional(),
      state: oneOrMore(line(20)).optional(),
      postcode: oneOrMore(postcodes).optional(),
      zone: oneOrMore(name).optional().describe('Names of zones below.'),
      weightKg: range.optional(),
      value: range.optional().describe("In the order's currency."),
      tag: oneOrMore(line(60)).optional(),
      sku: oneOrMore(line(60)).optional().describe('Any line of the order; * stands for any text.'),
    })
    .default({})
    .describe('All of these must hold; of several values one is enough. Empty: every order.'),
  do: z
    .strictObject({
      courier: name.optional().describe('One of the couriers below.'),
      service: line(60).optional(),
      signature: z.boolean().optional(),
      authorityToLeave: z.boolean().optional(),
      tag: oneOrMore(line(60)).optional(),
      hold: line(120).optional().describe('Why the order must wait for a person.'),
    })
    .refine(actions => Object.keys(actions).length > 0, 'needs at least one action'),
  stop: z.boolean().default(false).describe('Look at no rule after this one.'),
})
export type CourierRule = z.infer<typeof CourierRule>

export const MILESTONES = [
  'shipped',
  'out_for_delivery',
  'delivered',
  'delivery_attempted',
  'stalled',
] as const
export type Milestone = (typeof MILESTONES)[number]

const Telling = z.strictObject({
  email: z.boolean().default(false),
  sms: z.boolean().default(false),
})

const Connection = z
  .strictObject({
    name,
    platform: name
      .optional()
      .describe('A shop: shopify, woocommerce, bigcommerce, magento, cin7, the-iconic.'),
    carrier: name
      .optional()
      .describe(
        'A tracking feed: starshipit, aftership, easypost, shipengine, shippo, 17track, ship24, australia-post, nz-post, dhl, ups, fedex, uber-direct, doordash, custom.',
      ),
    email: name.optional().describe('An email provider: resend.'),
    sms: name.optional().describe('A text message provider: twilio.'),
    settings: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('What the adapter asks for. Never a secret.'),
    carrierNames: z
      .record(line(60), line(60))
      .default({})
      .describe(
        'How this shop (and the connector behind it), or this feed, must read our courier names.',
      ),
    couriers: z
      .array(name)
      .min(1)
      .optional()
      .describe('Which of your couriers this feed is asked about. Left out: all that it knows.'),
    connector: z
      .enum(CONNECTOR_IDS)
      .optional()
      .describe('What brings the orders of THE ICONIC into this shop and forwards their parcels.'),
    writeBack: z.boolean().default(true).describe('Tell the shop about dispatch and delivery.'),
  })
  .refine(
    connection =>
      [connection.platform, connection.carrier, connection.email, connection.sms].filter(Boolean)
        .length === 1,
    'needs exactly one of platform, carrier, email, sms',
  )
  .refine(({ platform, connector }) => platform !== undefined || connector === undefined, {
    path: ['connector'],
    message: 'belongs to the connection of the shop (platform)',
  })
  .refine(({ carrier, couriers }) => carrier !== undefined || couriers === undefined, {
    path: ['couriers'],
    message: 'belongs to the connection of a tracking feed (carrier)',
  })
export type ConnectionConfig = z.infer<typeof Connection>

/** `platform | carrier | email | sms` and the adapter's registry id. */
export function adapterOf(connection: ConnectionConfig): {
  kind: 'platform' | 'carrier' | 'email' | 'sms'
  id: string
} {
  if (connection.platform) return { kind: 'platform', id: connection.platform }
  if (connection.carrier) return { kind: 'carrier', id: connection.carrier }
  if (connection.email) return { kind: 'email', id: connection.email }
  return { kind: 'sms', id: connection.sms ?? '' }
}

export const MerchantConfig = z
  .strictObject({
    $schema: z.string().optional(),
    merchant: name.describe('Your short name here; it never changes.'),
    timeZone: timeZone.default('Australia/Sydney'),
    locale: localeTag
      .default('en-AU')
      .describe('For shoppers whose own language nothing tells, and for your own words.'),
    locales: z
      .array(localeTag)
      .min(1)
      .optional()
      .describe(
        'The languages spoken to shoppers, on the page and in messages, `locale` among them. Left out: all that Waymark knows.',
      ),
    brand: Brand,
    page: PageConfig.prefault({}),
    couriers: z
      .record(name, z.strictObject({ name: line(40), trackingUrl: httpsUrl.optional() }))
      .default({})
      .describe(
        'The couriers you book with. trackingUrl may hold {number}; left out: the carrier’s own page, where Waymark knows it.',
      ),
    channels: z.array(Channel).default([]),
    zones: z.record(name, z.array(Zone).min(1)).default({}),
    rules: z.array(CourierRule).max(200).default([]),
    messages: z
      .strictObject({
        shipped: Telling.default({ email: true, sms: false }),
        out_for_delivery: Telling.default({ email: true, sms: true }),
        delivered: Telling.default({ email: true, sms: false }),
        delivery_attempted: Telling.default({ email: true, sms: true }),
        stalled: Telling.default({ email: false, sms: false }).describe(
          'On its way and not scanned for longer than usual: told once, only where you turn it on.',
        ),
        quietHours: z
          .strictObject({ from: clockTime, to: clockTime })
          .default({ from: '21:00', to: '08:00' })
          .describe(
            "No text message leaves in these hours of the recipient's day. Equal times: never quiet.",
          ),
        smsPerShipment: z.int().min(0).max(20).default(6),
        smsPerDay: z.int().min(0).max(100_000).default(500),
      })
      .prefault({}),
    alerts: z
      .strictObject({
        email: z.email().describe('Who of yours gets it.'),
        at: clockTime.default('08:00').describe('From when on, in your time zone.'),
      })
      .optional()
      .describe(
        'One mail a day to you about what needs somebody: parcels, connections, what could not be handled. None on days without.',
      ),
    connections: z.array(Connection).max(50).default([]),
  })
  .superRefine((config, issues) => {
    const unknownName = (
      path: (string | number)[],
      kind: string,
      value: string,
      known: string[],
    ) => {
      if (!known.includes(value)) {
        const list = known.length > 0 ? `Known: ${known.join(', ')}.` : 'There are none yet.'
        issues.addIssue({ code: 'custom', path, message: `names no ${kind} of this file. ${list}` })
      }
    }
    const channels = config.channels.map(channel => channel.name)
    config.rules.forEach((rule, i) => {
      for (const value of rule.when.channel ?? [])
        unknownName(['rules', i, 'when', 'channel'], 'channel', value, channels)
      for (const value of rule.when.zone ?? [])
        unknownName(['rules', i, 'when', 'zone'], 'zone', value, Object.keys(config.zones))
      if (rule.do.courier)
        unknownName(
          ['rules', i, 'do', 'courier'],
          'courier',
          rule.do.courier,
          Object.keys(config.couriers),
        )
    })
    if (config.locales && !config.locales.includes(config.locale)) {
      const message = `needs ${config.locale}, which is your \`locale\``
      issues.addIssue({ code: 'custom', path: ['locales'], message })
    }
    if (config.alerts && !config.connections.some(({ email }) => email)) {
      const message = 'needs a connection of an email provider, which carries it'
      issues.addIssue({ code: 'custom', path: ['alerts'], message })
    }
    config.connections.forEach((connection, i) => {
      for (const value of connection.couriers ?? [])
        unknownName(['connections', i, 'couriers'], 'courier', value, Object.keys(config.couriers))
    })
    for (const [list, names] of [
      ['channels', channels],
      ['connections', config.connections.map(connection => connection.name)],
    ] as const) {
      names.forEach((value, i) => {
        if (names.indexOf(value) !== i)
          issues.addIssue({ code: 'custom', path: [list, i, 'name'], message: 'is used twice' })
      })
    }
  })
export type MerchantConfig = z.infer<typeof MerchantConfig>

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}
