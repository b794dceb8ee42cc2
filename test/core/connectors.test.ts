import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recogniseChannel } from '../../src/core/channel.ts'
import { CONNECTOR_IDS, CONNECTORS, connectorOf } from '../../src/core/connectors.ts'
import { decideBy } from '../../src/core/decide.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { carrierToTell, whyNotToTell } from '../../src/core/to-tell.ts'
import { anItem, anOrder } from '../an-order.ts'

const config = (connection: object, more: object = {}) =>
  MerchantConfig.safeParse({
    merchant: 'demo',
    brand: { name: 'Tide & Thread', colour: '#1f6f78' },
    couriers: { ap: { name: 'Australia Post' }, cp: { name: 'CouriersPlease' } },
    connections: [{ name: 'shop', platform: 'shopify', ...connection }],
    ...more,
  })

function parsed(connection: object, more: object = {}) {
  const result = config(connection, more)
  if (!result.success) throw result.error
  return result.data
}

const namedIn = (key: string) =>
  anOrder({ marks: { attributes: [{ key, value: 'The Iconic AU' }] } })
const BY_CHANNELENGINE = namedIn('_channel_engine_channel_name')

describe('a connection’s connector', () => {
  it('is one of those we know, and belongs to a shop', () => {
    for (const connector of CONNECTOR_IDS) expect(config({ connector }).success).toBe(true)
    expect(config({ connector: 'nobody' }).success).toBe(false)
    const feed = { name: 'feed', carrier: 'starshipit', connector: 'hemi' }
    const { error } = config({}, { connections: [feed] })
    expect(error?.issues).toMatchObject([{ path: ['connections', 0, 'connector'] }])
  })

  it.each([
    ['ida-connect', anOrder({ marks: { note: 'THE ICONIC' } })],
    ['ida-connect', anOrder({ marks: { billingName: 'The Iconic' } })],
    ['omnivore', namedIn('Marketplace_Code')],
    ['channelengine', BY_CHANNELENGINE],
    ['channelengine', namedIn('ce_channel_name')],
    ['cin7app', anOrder({ marks: { source: 'The Iconic' } })],
  ] as const)('%s says where its orders name THE ICONIC', (connector, order) => {
    expect(decideBy(parsed({ connector }), 'shop')(order).channel).toBe('the-iconic')
  })

  it('is what tells such a field from any other: without it the order is the shop’s own', () => {
    expect(recogniseChannel(BY_CHANNELENGINE, [])).toBe('shop')
    expect(recogniseChannel(BY_CHANNELENGINE, [], connectorOf('omnivore'))).toBe('shop')
    const other = { ...BY_CHANNELENGINE }
    other.marks = { ...other.marks, attributes: [{ key: 'referrer', value: 'theiconic.com.au' }] }
    expect(recogniseChannel(other, [], connectorOf('channelengine'))).toBe('shop')
  })

  it('does not make a shopper’s word of praise in the note a channel', () => {
    const praised = anOrder({ marks: { note: 'Please hurry, this dress is iconic!' } })
    expect(decideBy(parsed({ connector: 'ida-connect' }), 'shop')(praised).channel).toBe('shop')
  })

  it('speaks for the orders of its own connection only', () => {
    const two = parsed({ connector: 'channelengine' }, {})
    expect(decideBy(two, 'shop')(BY_CHANNELENGINE).channel).toBe('the-iconic')
    expect(decideBy(two, 'another')(BY_CHANNELENGINE).channel).toBe('shop')
  })

  it('comes after the channels that the merchant describes', () => {
    const mine = { name: 'mine', label: 'Mine', when: [{ attribute: 'iconic' }] }
    const decide = decideBy(parsed({ connector: 'channelengine' }, { channels: [mine] }), 'shop')
    expect(decide(BY_CHANNELENGINE).channel).toBe('mine')
  })

  it.each(CONNECTOR_IDS)('%s is explained to the merchant', id => {
    const { name, watches, setUp } = CONNECTORS[id]
    expect(watches.length * setUp.length).toBeGreaterThan(0)
    for (const sentence of [...watches, ...setUp]) expect(sentence).toMatch(/^["A-Z].*\.$/)
    const page = 'docs/platforms/connectors.md'
    expect(existsSync(page)).toBe(true)
    const text = readFileSync(page, 'utf8')
    expect(text).toContain(`connector: ${id}`)
    expect(text).toContain(name)
  })
})

const told = (change: {
  carrier?: string
  trackingNumber?: string
  items?: { platformItemId: string; quantity: number }[]
  connection?: object
  order?: ReturnType<typeof anOrder>
  channel?: string
}) => {
  const { carrier = 'ap', trackingNumber = '33WTD0001042', items = null } = change
  const whole = parsed(change.connection ?? {})
  const [shop] = whole.connections
  if (!shop) throw new Error('there is no connection')
  return {
    parcel: { carrier, trackingNumber, items },
    order: change.order ?? anOrder({ marks: { source: 'THE ICONIC' } }),
    channel: change.channel ?? 'the-iconic',
    config: whole,
    shop,
  }
}
const own = { order: anOrder(), channel: 'shop' }

describe('the carrier’s name in the shop', () => {
  const cin7app = { connector: 'cin7app' }
  it.each([
    ['the merchant’s name for the courier', {}, 'Australia Post'],
    ['what the connector must read', cin7app, 'AusPost'],
    [
      'the connection’s own list before that',
      { ...cin7app, carrierNames: { 'Australia Post': 'AP' } },
      'AP',
    ],
    ['that list by the courier’s id too', { ...cin7app, carrierNames: { ap: 'AP' } }, 'AP'],
  ])('is %s', (_, connection, name) => {
    expect(carrierToTell(told({ connection }))).toBe(name)
  })

  it('is what the connector must read for the orders that it forwards only', () => {
    expect(carrierToTell(told({ connection: cin7app, ...own }))).toBe('Australia Post')
    expect(carrierToTell(told({ connection: cin7app, carrier: 'cp' }))).toBe('CouriersPlease')
  })

  it.each(['constructor', '__proto__', 'toString'])('may be %s', carrier => {
    expect(carrierToTell(told({ carrier }))).toBe(carrier)
  })
})

describe('a parcel of THE ICONIC', () => {
  it('is held back when its number cannot be its carrier’s, with the number’s fault', () => {
    expect(whyNotToTell(told({ trackingNumber: '33WTD' }))).toBe(
      '33WTD is no tracking number of Australia Post: those have 10 to 24 letters and digits without dashes, at least 7 of them digits. THE ICONIC takes no correction, so the shop was not told: correct the number.',
    )
    expect(whyNotToTell(told({}))).toBeNull()
    expect(whyNotToTell(told({ trackingNumber: '33WTD', carrier: 'cp' }))).toBeNull()
  })

  it('is one whatever the merchant calls its channel', () => {
    const bad = { trackingNumber: '33WTD' }
    expect(whyNotToTell(told({ ...bad, channel: 'outlet' }))).not.toBeNull()
    expect(whyNotToTell(told({ ...bad, order: anOrder(), channel: 'the-iconic' }))).not.toBeNull()
    expect(whyNotToTell(told({ ...bad, ...own }))).toBeNull()
    const connection = { connector: 'channelengine' }
    const order = BY_CHANNELENGINE
    expect(whyNotToTell(told({ ...bad, connection, order, channel: 'mine' }))).not.toBeNull()
  })

  it('that holds a part of its order is held back from a connector that ships whole orders', () => {
    const hemi = { connector: 'hemi' }
    const order = anOrder({
      marks: { source: 'THE ICONIC' },
      items: [anItem({ quantity: 2 }), anItem({ platformItemId: '2' })],
    })
    const part = [{ platformItemId: '1', quantity: 2 }]
    const all = [...part, { platformItemId: '2', quantity: 1 }]
    expect(whyNotToTell(told({ connection: hemi, order, items: part }))).toMatch(
      /^Hemi takes the first parcel for the whole order.*Seller Center\.$/,
    )
    expect(whyNotToTell(told({ connection: hemi, order, items: all }))).toBeNull()
    expect(whyNotToTell(told({ connection: hemi, order }))).toBeNull()
    expect(whyNotToTell(told({ order, items: part }))).toBeNull()
    expect(whyNotToTell(told({ connection: hemi, items: part, ...own }))).toBeNull()
  })
})
