// The ledger of messages against the real D1: written with the news, or not at all.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  changeMessage,
  factsOfRow,
  insertMessages,
  messagesOfOrder,
  type NewMessage,
} from '../../src/core/db/messages.ts'
import { openDb } from '../../src/core/db/open.ts'
import { insertShipment, updateTracking } from '../../src/core/db/shipments.ts'
import { fold } from '../../src/core/fold.ts'
import { type MessageFacts, messageId, readMessageId } from '../../src/core/message.ts'
import { NOTHING_TOLD } from '../../src/core/shipment.ts'
import { FACTS } from '../emails/facts.ts'

const NOW = Date.UTC(2026, 10, 24)
const opened = openDb(env, '0')
if (!opened) throw new Error('no DB0')
const db = opened

const parcel = { merchantId: 1, orderId: 7, parcel: 1 }
const tracked = { history: NOTHING_TOLD, state: fold([]) }
const message: NewMessage = {
  milestone: 'out_for_delivery',
  epoch: 20_000,
  channel: 'email',
  happenedAt: NOW,
  dueAt: NOW,
  state: 'pending',
  reason: null,
  recipient: "o'hara@example.net",
  recipientHash: 'abc',
  facts: null,
  template: 'out_for_delivery@1',
}

const count = () => env.DB0.prepare('SELECT count(*) AS n FROM messages').first<number>('n')

beforeEach(async () => {
  await env.DB0.exec('DELETE FROM messages')
  await env.DB0.exec('DELETE FROM shipments')
  await insertShipment(db, {
    ...parcel,
    ...tracked,
    carrier: 'Sendle',
    service: null,
    trackingNumber: 'AAA1000001',
    items: null,
    door: 'api',
    dispatchedAt: NOW,
  })
})

describe('messages', () => {
  const write = (version: number, messages: readonly NewMessage[]) =>
    db.batch([
      updateTracking(db, { ...parcel, version }, tracked),
      insertMessages(db, parcel, messages, NOW),
    ])

  it('are written with the news, a row each, and once', async () => {
    const sms = { ...message, channel: 'sms' } as const
    const [, inserted] = await write(1, [message, sms])
    expect(inserted.meta.rows_written).toBe(2)
    const [, again] = await write(2, [message, sms])
    expect(again.meta.rows_written).toBe(0)
    expect(await env.DB0.prepare('SELECT recipient FROM messages').first('recipient')).toBe(
      "o'hara@example.net",
    )
  })

  it('frozen when English was the only language are read as English', async () => {
    const { locale: _, ...before } = FACTS
    await write(1, [{ ...message, facts: before as MessageFacts }])
    const [row] = await messagesOfOrder(db, parcel.orderId)
    expect(row && factsOfRow(row)).toEqual({ ...before, locale: 'en-AU' })
  })

  it('are not written when the news lost its race', async () => {
    await write(99, [message])
    expect(await count()).toBe(0)
  })

  it('change only from the states they may change from, and only for their merchant', async () => {
    await write(1, [message])
    const key = { ...message, orderId: 7, parcel: 1 }
    const change = (merchantId: number, from: 'pending' | 'accepted') =>
      changeMessage(db, key, [from], { state: 'delivered' }, merchantId)
    expect((await change(1, 'accepted')).meta.changes).toBe(0)
    expect((await change(2, 'pending')).meta.changes).toBe(0)
    expect((await change(1, 'pending')).meta.changes).toBe(1)
  })
})

describe('a message’s id', () => {
  const key = {
    orderId: 4_503_599_627_370,
    parcel: 12,
    milestone: 'delivery_attempted',
    channel: 'sms',
    recipientHash: 'Ab_-09xyzAb_-09xyzAb12',
    epoch: 20_415,
  } as const

  it('reads back as it was written', () => {
    expect(readMessageId(messageId('0', key))).toEqual({ shard: '0', key })
  })

  it.each([
    '',
    'x',
    '0.1.1.lost.sms.a.0',
    '0.1.1.shipped.fax.a.0',
    '0.1.1.shipped.sms.a.0.1',
    '0.-1.1.shipped.sms.a.0',
    '0.1e9.1.shipped.sms.a.0',
    `0.1.1.shipped.sms.${'a'.repeat(41)}.0`,
  ])('is not read out of %j', text => {
    expect(readMessageId(text)).toBeNull()
  })
})
