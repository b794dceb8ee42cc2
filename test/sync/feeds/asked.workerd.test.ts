// A carrier that is asked where its parcels are, from their dispatch to a day after their end.
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../../src/sync/worker.ts'
import {
  connectFeeds,
  fedexSays,
  lines,
  NOT_FOUND,
  NUMBER,
  outfit,
  outside,
  queued,
  rows,
  scan,
  ship,
  T0,
  TRACK,
  tick,
  watch,
} from './two-feeds.ts'

beforeEach(connectFeeds)

describe('a carrier that is asked', () => {
  it('is asked at once, and again by what the parcel is doing, until a day after its end', async () => {
    outside[TRACK] = fedexSays(scan('PU', -1))
    await ship('FedEx')
    await tick(0)
    expect(lines(TRACK)).toHaveLength(1)
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
    await tick(1)
    expect(lines(TRACK)).toHaveLength(1)
    outside[TRACK] = fedexSays(scan('PU', -1), scan('OD', 2))
    await tick(1)
    expect(lines(TRACK)).toHaveLength(2)
    await tick(1 / 3)
    expect(lines(TRACK)).toHaveLength(3)
    outside[TRACK] = fedexSays(scan('PU', -1), scan('OD', 2), scan('DL', 2.5))
    await tick(1 / 3)
    expect(await rows('shipments')).toMatchObject([{ status: 'delivered' }])
    await tick(12)
    expect(lines(TRACK)).toHaveLength(4)
    await tick(12)
    expect(lines(TRACK)).toHaveLength(5)
    await tick(48)
    expect(lines(TRACK)).toHaveLength(5)
    expect(await watch()).toMatchObject({ due_at: null, misses: 0, problem: null })
  })

  it('changes no state by not knowing the number, and says so after three times', async () => {
    outside[TRACK] = NOT_FOUND
    await ship('FedEx')
    for (const hours of [0, 6.1, 6.1]) await tick(hours)
    expect(await rows('shipments')).toMatchObject([{ status: 'unknown' }])
    expect(await watch()).toMatchObject({ misses: 3 })
    expect((await watch())?.problem).toContain(`could tell nothing of ${NUMBER}, 3 times in a row`)
    outside[TRACK] = fedexSays(scan('PU', 1))
    await tick(6.1)
    expect(await watch()).toMatchObject({ misses: 0, problem: null })
  })

  it('is left alone while its answer is no answer, and the parcel stays due', async () => {
    outside[TRACK] = { status: 503, json: {} }
    await ship('FedEx')
    await tick(0)
    expect(await watch()).toMatchObject({ asked_at: null })
    expect(await rows('connections')).toMatchObject([
      { problem: expect.stringContaining('503') },
      {},
    ])
    outside[TRACK] = fedexSays(scan('PU', -1))
    await tick(0.1)
    expect(await rows('shipments')).toMatchObject([{ status: 'in_transit' }])
    expect(await rows('connections')).toMatchObject([{ problem: null }, {}])
  })

  it('is called for although another database is out of order', async () => {
    await ship('FedEx')
    const broken = {
      prepare: () => {
        throw new Error('out of order')
      },
      withSession: () => {},
    }
    Object.assign(outfit, { DB0: broken, DB1: env.DB0 })
    await expect(worker.scheduled({} as never, outfit)).rejects.toThrow()
    expect(queued).toMatchObject([{ queue: 'waymark-polls', body: { shard: '1' } }])
  })

  it('is asked by one invocation at a time', async () => {
    outside[TRACK] = fedexSays(scan('PU', -1))
    await ship('FedEx')
    await worker.scheduled({} as never, outfit)
    const [call] = queued.filter(({ queue }) => queue === 'waymark-polls')
    const twice = [call, call].map(one => ({
      id: 'm',
      timestamp: new Date(T0),
      attempts: 1,
      body: one?.body,
      ack: () => {},
      retry: () => {},
    }))
    await worker.queue({ queue: 'waymark-polls', messages: twice } as never, outfit)
    expect(lines(TRACK)).toHaveLength(1)
  })
})
