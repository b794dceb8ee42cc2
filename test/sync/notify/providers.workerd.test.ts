// The vendors' packages must load and work inside workerd, where they were not written for.
import { describe, expect, it } from 'vitest'
import { httpFor } from '../../../src/sync/http.ts'
import { type ProviderId, providerOf } from '../../../src/sync/notify/index.ts'

const SETTINGS: Record<ProviderId, unknown> = {
  resend: { from: 'Wattle & Tide <orders@mail.example.com>' },
  twilio: { accountSid: `AC${'0'.repeat(32)}`, from: '+61480000111' },
}

describe.each(Object.entries(SETTINGS))('%s inside workerd', (id, given) => {
  it('sends, and reads a refusal', async () => {
    const provider = providerOf(id)
    const settings = provider?.settings.parse(given) ?? {}
    const secrets = { apiKey: 're_invented', authToken: 'invented' }
    const message = {
      id: 'msg_7',
      to: 'x',
      subject: 's',
      html: 'h',
      text: 't',
      callbackUrl: null,
    }
    const answer = (status: number) =>
      httpFor({
        hosts: provider?.hosts ?? [],
        outsideWorld: null,
        fetch: async () => Response.json({ id: 'p1', sid: 'p1' }, { status }),
      })
    const send = (status: number) =>
      provider?.send(message, { http: answer(status), now: 0, settings, secrets })
    expect(await send(200)).toEqual({ ok: true, value: { providerId: 'p1' } })
    expect(await send(429)).toMatchObject({ ok: false, problem: { kind: 'later' } })
  })
})
