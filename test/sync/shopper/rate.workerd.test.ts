// How the delivery was: what shoppers say, and what the merchant sees of it.
import { beforeEach, describe, expect, it } from 'vitest'
import { Feedback } from '../../../cli/answers.ts'
import { MERCHANT, OPERATOR_KEY } from '../../../demo/constants.ts'
import {
  delivered,
  HOST,
  openShop,
  order,
  pageOf,
  post,
  rows,
  sim,
  told,
  update,
  visit,
} from './visitor.ts'

beforeEach(openShop)

describe('a shopper whose parcel has arrived', () => {
  const rated = async () => (await rows('feedback')).map(({ parcel, good }) => `${parcel} ${good}`)

  it('says how it went, once a parcel, and the last answer counts', async () => {
    const path = await delivered()
    expect(await (await visit(path)).text()).toContain('How was the delivery?')
    const good = await post(path, { parcel: '1', feedback: 'good' })
    expect(good.status).toBe(200)
    expect(await good.text()).toContain('<p role="status">Thank you for telling us.</p>')
    await post(path, { parcel: '1', feedback: 'good' })
    expect(await rated()).toEqual(['1 1'])
    const bad = await post(path, { parcel: '1', feedback: 'bad' })
    expect(await bad.text()).toContain('We are sorry to hear that.')
    expect(await rated()).toEqual(['1 0'])
  })

  it('is not asked before, and cannot answer for what has not arrived', async () => {
    const placed = await order()
    await told(placed, 'InTransit')
    const path = await pageOf(placed)
    expect(await (await visit(path)).text()).not.toContain('How was the delivery?')
    expect((await post(path, { parcel: '1', feedback: 'good' })).status).toBe(422)
    await told(placed, 'Delivered')
    for (const parcel of ['2', '0', '-1', '1e400', 'NaN', '', '1 OR 1=1', '99999999999999999999'])
      expect((await post(path, { parcel, feedback: 'good' })).status).toBe(422)
    expect((await post(path, { parcel: '1', feedback: 'great' })).status).toBe(422)
    expect(await rated()).toEqual([])
  })
})

describe('what shoppers say', () => {
  const feedback = async () => {
    const response = await sim.ask(`${HOST}/api/v1/feedback`, {
      headers: { authorization: `Bearer ${OPERATOR_KEY}`, 'waymark-merchant': MERCHANT },
    })
    return Feedback.parse(await response.json()).deliveries
  }

  it('is counted by carrier and service, with how far it can be trusted', async () => {
    const path = await delivered()
    const of = { carrier: 'Australia Post', service: 'Express Post' }
    expect(await feedback()).toEqual([
      { ...of, delivered: 1, answered: 0, share: null, between: null },
    ])
    await post(path, { parcel: '1', feedback: 'good' })
    const [one] = await feedback()
    expect(one).toMatchObject({ ...of, delivered: 1, answered: 1, share: 1, between: { to: 1 } })
    // One of one tells nearly nothing: https://doi.org/10.1080/01621459.1927.10502953
    expect(one?.between?.from).toBeCloseTo(0.2065, 3)
  })

  it('is another merchant’s to nobody', async () => {
    const path = await delivered()
    await post(path, { parcel: '1', feedback: 'bad' })
    await update("INSERT INTO merchants SELECT id + 1, 'other', config, brand, 1, 0 FROM merchants")
    const headers = { authorization: `Bearer ${OPERATOR_KEY}`, 'waymark-merchant': 'other' }
    const response = await sim.ask(`${HOST}/api/v1/feedback`, { headers })
    expect(await response.json()).toMatchObject({ deliveries: [] })
    const nobody = await sim.ask(`${HOST}/api/v1/feedback`)
    expect(nobody.status).toBe(401)
  })
})
