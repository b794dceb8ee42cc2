// Our Resend adapter against the demo's mail provider.
import { expect, it } from 'vitest'
import { RESEND } from '../../demo/constants.ts'
import { httpFor } from '../../src/sync/http.ts'
import { resend } from '../../src/sync/notify/resend.ts'
import { OUTSIDE, rawHook, startWorld, untilCaught } from './stand-in.ts'

const settings = { from: 'Wattle & Tide <parcels@mail.wattleandtide.example>' }
const secrets = { apiKey: RESEND.apiKey, webhookSecret: RESEND.webhookSecret }
const message = {
  id: '12.1.shipped.email.0',
  to: 'nadia.rahimi@example.net',
  subject: 'On its way',
  html: '<p>On its way</p>',
  text: 'On its way',
  callbackUrl: null,
}

it('sends a mail once through the demo world, also when the answer was lost, and hears of it', async () => {
  const { world, clock, caught, send } = startWorld()
  world.resend.notify('https://hooks.example.net/mail')
  const http = httpFor({ hosts: resend.hosts, outsideWorld: OUTSIDE, fetch: send })
  const context = { settings, secrets, http, now: clock.now() }

  world.faults.next('api.resend.com', 1, { kind: 'accept_then_drop' })
  expect(await resend.send(message, context)).toMatchObject({ problem: { kind: 'unknown' } })
  const again = await resend.send(message, context)
  expect(again).toMatchObject({ ok: true, value: { providerId: world.resend.mails[0]?.id } })
  expect(world.resend.mails).toHaveLength(1)

  await untilCaught(caught, 2)
  const news = rawHook(caught[1], clock.now())
  expect(await resend.verify(news, { settings, secrets })).toMatchObject({ ok: true })
  expect(resend.readHook(news)).toMatchObject({
    value: [{ messageId: message.id, outcome: 'delivered' }],
  })
  expect(world.journal.problems).toEqual([])
})
