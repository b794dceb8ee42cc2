// The rest of the outside: carriers, faults, time, and the refusal of everything unknown.

import { describe, expect, it } from 'vitest'
import { clockTime, nextWeekdayMorning } from '../../demo/clock.ts'
import { EASYPOST, STARSHIPIT } from '../../demo/constants.ts'
import { easypost } from '../../src/sync/carriers/easypost.ts'
import { starshipit } from '../../src/sync/carriers/starshipit.ts'
import { noKeys } from '../battery/signers.ts'
import { rawHook, startWorld } from './stand-in.ts'

describe('the demo world', () => {
  it('answers an unknown host or path with 501 and keeps it as a problem', async () => {
    const { world, call } = startWorld()
    expect((await call('GET', '/api.unheard.example/v1')).status).toBe(501)
    expect((await call('POST', '/api.resend.com/domains')).status).toBe(501)
    expect(world.journal.problems).toHaveLength(2)
  })

  it('tells the time', async () => {
    const { call, clock } = startWorld()
    clock.jump(60)
    expect((await call('GET', '/clock')).body).toBe(clock.now())
  })

  it('starts in the morning of a coming day from Monday to Thursday, in summer and in winter', () => {
    for (const today of ['2026-11-27T12:00:00+11:00', '2026-06-26T12:00:00+10:00']) {
      const start = nextWeekdayMorning(Date.parse(today))
      expect(clockTime(start)).toBe('09:30')
      expect(new Date(start).getTime()).toBeGreaterThan(Date.parse(today))
      expect(start - Date.parse(today)).toBeLessThan(4 * 86_400_000)
    }
  })

  it('fails only as many calls as planned, and only those picked', async () => {
    const { world, call } = startWorld()
    world.faults.next(
      'api.twilio.com',
      1,
      { kind: 'status', status: 500 },
      a => a.method === 'POST',
    )
    world.faults.next('api.twilio.com', 1, { kind: 'hang' }, a => a.method === 'GET')
    const target = '/api.twilio.com/2010-04-01/Accounts/none/Messages.json'
    expect((await call('POST', target)).status).toBe(500)
    expect((await call('POST', target)).status).not.toBe(500)
    expect((await call('GET', target)).body).toBe('hang')
  })

  it('posts Starshipit webhooks our adapter verifies and reads', async () => {
    const { world, caught, clock } = startWorld()
    world.starshipit.notify('https://hooks.example.net/s')
    const parcel = {
      orderNumber: '217348921',
      carrier: 'Australia Post',
      service: 'Express Post',
      trackingNumber: '33WTD0001042',
      shippedAt: clock.now(),
    }
    expect(await world.starshipit.tell(parcel, 'Dispatched')).toBe(200)
    const secrets = { webhookSecret: STARSHIPIT.webhookSecret }
    expect(
      await starshipit.verify?.(rawHook(caught[0]), { settings: {}, secrets }, noKeys),
    ).toMatchObject({
      ok: true,
    })
    const wrong = { webhookSecret: 'another' }
    expect(
      await starshipit.verify?.(rawHook(caught[0]), { settings: {}, secrets: wrong }, noKeys),
    ).toMatchObject({ ok: false })
    expect(caught[0]?.body).toMatch(/"last_updated_date":"[^"]+\.\d{7}Z"/)
    expect(starshipit.read(JSON.parse(caught[0]?.body ?? ''), 0)).toMatchObject({
      value: [{ orderNumber: '217348921', dispatched: true }],
    })
  })

  it('posts EasyPost events whose list of scans grows, signed over bytes a JSON round trip breaks', async () => {
    const { world, caught, clock } = startWorld()
    world.easypost.notify('https://hooks.example.net/e')
    const parcel = {
      trackingNumber: 'CPAWTD00417',
      carrier: 'CouriersPlease',
      service: 'Standard',
      estimatedAt: null,
    }
    const place = { city: 'Footscray', state: 'VIC', zip: '3011' }
    await world.easypost.scan(parcel, {
      ...place,
      status: 'in_transit',
      detail: 'arrived_at_facility',
      message: 'Arrived',
    })
    clock.jump(60)
    await world.easypost.scan(parcel, {
      ...place,
      status: 'out_for_delivery',
      detail: 'out_for_delivery',
      message: 'With driver',
    })
    const secrets = { webhookSecret: EASYPOST.webhookSecret }
    const [, second] = caught
    expect(
      await easypost.verify?.(rawHook(second), { settings: {}, secrets }, noKeys),
    ).toMatchObject({
      ok: true,
    })
    const again = second && { ...second, body: JSON.stringify(JSON.parse(second.body)) }
    expect(
      await easypost.verify?.(rawHook(again), { settings: {}, secrets }, noKeys),
    ).toMatchObject({
      ok: false,
    })
    const read = easypost.read(JSON.parse(second?.body ?? ''), 0)
    expect(read).toMatchObject({
      value: [{ events: [{ status: 'in_transit' }, { status: 'out_for_delivery' }] }],
    })
  })
})
