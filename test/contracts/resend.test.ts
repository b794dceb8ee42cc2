// What we send to Resend and what we read of its webhooks, against its own OpenAPI document.
// The document is not part of this repository: without it the tests say that they skipped.
import { existsSync, readFileSync } from 'node:fs'
import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { httpFor } from '../../src/sync/http.ts'
import { resend } from '../../src/sync/notify/resend.ts'

const FOLDER = '../shared/contracts/resend'
const here = existsSync(FOLDER)
if (!here) console.log('skipped: the Resend contract is not on this machine')
const load = (file: string): unknown => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))

const Document = z.object({
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  paths: z.record(z.string(), z.unknown()),
})

describe.skipIf(!here)('Resend’s contract', () => {
  it('takes the email we send, and knows every field of it', async () => {
    const { components, paths } = Document.parse(load('resend-openapi.json'))
    const ajv = new Ajv({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'resend', components })
    const check = ajv.compile({ $ref: 'resend#/components/schemas/SendEmailRequest' })
    let sent: unknown
    const http = httpFor({
      hosts: resend.hosts,
      outsideWorld: null,
      fetch: async (url, init) => {
        expect(Object.keys(paths)).toContain(new URL(String(url)).pathname)
        sent = JSON.parse(String(init?.body))
        return Response.json({ id: 'r1' })
      },
    })
    await resend.send(
      { id: 'msg_7', to: 'a@example.net', subject: 's', html: 'h', text: 't', callbackUrl: null },
      {
        http,
        now: 0,
        settings: { from: 'Tide <orders@mail.example.com>', replyTo: 'hello@example.com' },
        secrets: { apiKey: 're_invented' },
      },
    )
    expect(check(sent), JSON.stringify(check.errors)).toBe(true)
    const { properties } = z
      .object({ properties: z.record(z.string(), z.unknown()) })
      .parse(components.schemas.SendEmailRequest)
    expect(Object.keys(properties)).toEqual(
      expect.arrayContaining(Object.keys(z.object({}).loose().parse(sent))),
    )
  })

  it('has no webhook event that we cannot read', () => {
    const { events } = z
      .object({ events: z.array(z.unknown()) })
      .parse(load('resend-webhook-samples.json'))
    const outcomes = events.map(event => {
      const body = new TextEncoder().encode(JSON.stringify(event))
      const read = resend.readHook({
        url: '',
        rest: '',
        headers: new Headers(),
        body,
        receivedAt: 0,
      })
      expect(read.ok, JSON.stringify(event)).toBe(true)
      return read.ok ? read.value.map(news => news.outcome) : []
    })
    expect(new Set(outcomes.flat())).toEqual(
      new Set(['accepted', 'delivered', 'bounced', 'complained', 'failed']),
    )
  })
})
