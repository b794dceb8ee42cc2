// A sender that posts nothing until its first question was answered.
import { beforeEach, describe, expect, it } from 'vitest'
import { TOKEN_HEADER } from '../../../src/sync/carriers/dhl/calls.ts'
import worker from '../../../src/sync/worker.ts'
import {
  api,
  asked,
  CONFIG,
  connectFeeds,
  drain,
  outfit,
  outside,
  retried,
  rows,
} from './two-feeds.ts'

beforeEach(connectFeeds)

describe('a sender that wants an answer first', () => {
  const SELF = 'https://api-eu.dhl.com/tracking/push/v1/subscription/sub-1'
  let path = ''
  beforeEach(async () => {
    const connections = [{ name: 'dhl', carrier: 'dhl', settings: {} }]
    const applied = await api('PUT', '/config', { ...CONFIG, connections })
    expect(applied.status).toBe(200)
    path = new URL(applied.json.connections[0].hookUrl).pathname
    await api('PUT', '/connections/dhl/secrets/apiKey', { value: 'hush' })
    await api('PUT', '/connections/dhl/secrets/webhookToken', { value: 'our-word' })
  })
  const validate = () =>
    worker.fetch(
      new Request(`https://track.example.com${path}`, {
        method: 'POST',
        headers: { [TOKEN_HEADER]: 'our-word' },
        body: JSON.stringify({ scope: 'subscription.validate', self: SELF, secret: 'shh' }),
      }) as never,
      outfit,
    )
  const answers = () => asked.filter(({ line }) => line.includes('/subscription/sub-1'))

  it('gets it, with the key and once', async () => {
    outside[`POST ${SELF}`] = { json: {} }
    expect((await validate()).status).toBe(200)
    await drain()
    expect(answers()).toHaveLength(1)
    expect(retried).toEqual([])
    expect(await rows('dead_letters')).toEqual([])
  })

  it('gets it later when it cannot be reached now, and the merchant sees why', async () => {
    outside[`POST ${SELF}`] = { status: 503, json: {} }
    await validate()
    await drain()
    expect(retried).toMatchObject([{ queue: 'waymark-tracking' }])
    const [dhl] = (await rows('connections')).filter(({ name }) => name === 'dhl')
    expect(dhl?.problem).toContain('503')
  })
})
