// Which messages a shopper still wants.
import { beforeEach, describe, expect, it } from 'vitest'
import { TWILIO } from '../../../demo/constants.ts'
import { BUYERS, CATALOGUE, iconicOrder } from '../../../demo/world/orders.ts'
import { twilioSignature } from '../../../demo/world/sign.ts'
import { openShop, order, pageOf, post, rows, sim, told, visit } from './visitor.ts'

beforeEach(openShop)

describe('a shopper who wants fewer messages', () => {
  const show = async (path: string) => (await post(path, { preferences: 'show' })).text()
  const box = (page: string, name: string) => {
    const tag = new RegExp(`<input type="checkbox" name="${name}"([^>]*)>`).exec(page)?.[1] ?? '?'
    return tag.includes('disabled') ? 'none' : tag.includes('checked') ? 'on' : 'off'
  }
  const boxes = (page: string) => [box(page, 'email'), box(page, 'sms')]

  it('sees what is on when it is asked for, switches it off, and on again', async () => {
    const placed = await order()
    const path = await pageOf(placed)
    expect(await (await visit(path)).text()).not.toContain('type="checkbox"')
    expect(boxes(await show(path))).toEqual(['on', 'on'])
    const saved = await (await post(path, { preferences: 'save', sms: 'on' })).text()
    expect(saved).toContain('<p role="status">Saved.</p>')
    expect(boxes(saved)).toEqual(['off', 'on'])
    await told(placed, 'OutForDelivery')
    expect(sim.world.resend.mails).toHaveLength(0)
    expect(sim.world.twilio.texts).toHaveLength(1)
    const seen = await sim.api.order(placed.name)
    expect(seen?.messages).toContainEqual(
      expect.objectContaining({ channel: 'email', state: 'skipped', reason: 'suppressed' }),
    )
    expect(
      boxes(await (await post(path, { preferences: 'save', email: 'on', sms: 'on' })).text()),
    ).toEqual(['on', 'on'])
    await told(placed, 'Delivered')
    expect(sim.world.resend.mails).toHaveLength(1)
    expect(await rows('suppressions')).toEqual([])
  })

  it('cannot open a phone that answered STOP, nor see that it did; START opens it', async () => {
    const path = await pageOf(await order())
    await post(path, { preferences: 'save', email: 'on' })
    const off = await show(path)
    await answers('STOP') // after it was switched off: the stronger reason must win
    expect(await show(path)).toBe(off)
    const after = await (await post(path, { preferences: 'save', email: 'on', sms: 'on' })).text()
    expect(boxes(after)).toEqual(['on', 'off'])
    expect(await rows('suppressions')).toMatchObject([{ channel: 'sms', reason: 'opted_out' }])
    await post(path, { preferences: 'save', email: 'on' })
    expect(await rows('suppressions')).toMatchObject([{ channel: 'sms', reason: 'opted_out' }])
    await answers('START')
    expect(boxes(await show(path))).toEqual(['on', 'on'])
  })

  /** The shopper's phone texts back. */
  async function answers(word: 'STOP' | 'START') {
    const url = sim.hooks.texts ?? ''
    const form = new URLSearchParams({
      MessageSid: 'SM1',
      To: TWILIO.number,
      From: BUYERS.tom.phone,
      Body: word,
      OptOutType: word,
    })
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilioSignature(TWILIO.authToken, url, form),
    }
    const response = await sim.ask(url, { method: 'POST', headers, body: String(form) })
    expect(response.status).toBe(204)
  }

  it('of whom there is no address has nothing to choose', async () => {
    const path = await pageOf(
      await order(iconicOrder('217000001', BUYERS.masked, [CATALOGUE.dress])),
    )
    expect(boxes(await show(path))).toEqual(['none', 'none'])
    await post(path, { preferences: 'save' })
    expect(await rows('suppressions')).toEqual([])
  })
})
