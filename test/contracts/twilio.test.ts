// What we send to Twilio, through two modules of its SDK that are no public contract, against its
// own OpenAPI document and its published way of signing.
// The document is not part of this repository: without it the tests say that they skipped.
import { existsSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { httpFor } from '../../src/sync/http.ts'
import { twilio } from '../../src/sync/notify/twilio.ts'

const FOLDER = '../shared/contracts/twilio'
const here = existsSync(FOLDER)
if (!here) console.log('skipped: the Twilio contract is not on this machine')
const load = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))

const PATH = '/2010-04-01/Accounts/{AccountSid}/Messages.json'
const ACCOUNT = `AC${'0'.repeat(32)}`

const Schema = z.looseObject({ properties: z.record(z.string(), z.unknown()) })
const Document = z.object({
  components: z.unknown(),
  paths: z.object({
    [PATH]: z.object({
      get: z.object({ parameters: z.array(z.object({ name: z.string() })) }),
      post: z.object({
        requestBody: z.object({
          content: z.object({
            'application/x-www-form-urlencoded': z.object({ schema: Schema }),
          }),
        }),
      }),
    }),
  }),
})

const Vector = z.object({
  authToken: z.string(),
  url: z.string(),
  params: z.record(z.string(), z.string()),
  x_twilio_signature: z.string(),
})
const Samples = z.object({
  signature_vector: Vector,
  status_callback_delivered: z.record(z.string(), z.string()),
  status_callback_undelivered: z.record(z.string(), z.string()),
  inbound_stop: z.record(z.string(), z.string()),
})

const settings = { accountSid: ACCOUNT, messagingServiceSid: `MG${'1'.repeat(32)}`, from: 'WATTLE' }
const message = {
  id: 'msg_7',
  to: '+61491570156',
  subject: '',
  html: '',
  text: 'on its way',
  callbackUrl: 'https://track.example.com/hooks/0abc/msg_7',
}

async function asked(method: 'send' | 'find'): Promise<{ url: URL; form: Record<string, string> }> {
  const caught: { url: URL; form: Record<string, string> }[] = []
  const http = httpFor({
    hosts: twilio.hosts,
    outsideWorld: null,
    fetch: async (url, init) => {
      const form = Object.fromEntries(new URLSearchParams(String(init?.body ?? '')))
      caught.push({ url: new URL(String(url)), form })
      return Response.json({ sid: 'SM1', messages: [] })
    },
  })
  const context = { http, now: 0, settings, secrets: { authToken: 't' } }
  if (method === 'send') await twilio.send(message, context)
  else await twilio.find?.(message, 0, context)
  const [call] = caught
  if (!call) throw new Error('nothing was sent')
  return call
}

const body = (params: Record<string, string>) =>
  new TextEncoder().encode(new URLSearchParams(params).toString())

describe.skipIf(!here)('Twilio’s contract', () => {
  const document = here ? Document.parse(load('twilio-api_v2010-messages.json')) : null
  const operations = document?.paths[PATH]

  it('takes the text we send, and knows every field of it', async () => {
    const schema = operations?.post.requestBody.content['application/x-www-form-urlencoded'].schema
    const ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: true })
    ajv.addSchema({ $id: 'twilio', components: document?.components })
    const check = ajv.compile({
      ...JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"twilio#/components')),
      additionalProperties: false,
    })
    const { url, form } = await asked('send')
    expect(url.pathname).toBe(PATH.replace('{AccountSid}', ACCOUNT))
    expect(check(form), JSON.stringify(check.errors)).toBe(true)
  })

  it('knows every filter we look with', async () => {
    const { url } = await asked('find')
    const known = operations?.get.parameters.map(parameter => parameter.name)
    expect(known).toEqual(expect.arrayContaining([...url.searchParams.keys()]))
  })

  it('signs as the published vector does', async () => {
    const { signature_vector: vector } = Samples.parse(load('twilio-callback-samples.json'))
    const verify = (signature: string) =>
      twilio.verify(
        {
          url: vector.url,
          rest: '',
          headers: new Headers({ 'x-twilio-signature': signature }),
          body: body(vector.params),
          receivedAt: 0,
        },
        { settings, secrets: { authToken: vector.authToken } },
      )
    expect((await verify(vector.x_twilio_signature)).ok).toBe(true)
    expect((await verify(vector.x_twilio_signature.replace('5', '6'))).ok).toBe(false)
  })

  it('has no callback that we cannot read', () => {
    const samples = Samples.parse(load('twilio-callback-samples.json'))
    const read = (params: Record<string, string>) =>
      twilio.readHook({
        url: '',
        rest: 'msg_7',
        headers: new Headers(),
        body: body(params),
        receivedAt: 0,
      })
    expect(read(samples.status_callback_delivered)).toMatchObject({
      value: [{ outcome: 'delivered' }],
    })
    expect(read(samples.status_callback_undelivered)).toMatchObject({
      value: [{ outcome: 'failed' }],
    })
    expect(read(samples.inbound_stop)).toMatchObject({
      value: [{ outcome: 'opted_out', recipient: '+61400000000' }],
    })
  })
})
