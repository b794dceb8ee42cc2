import { describe, expect, it } from 'vitest'
import { ICONIC_DEFAULT, policyOf, recogniseChannel } from '../../src/core/channel.ts'
import type { ChannelConfig } from '../../src/core/merchant.ts'
import { anOrder } from '../an-order.ts'

const channel = (name: string, when: ChannelConfig['when']): ChannelConfig => ({
  name,
  label: name,
  when,
  email: false,
  sms: false,
  promotions: true,
})

describe('THE ICONIC without a rule', () => {
  it.each([
    [{ source: 'the_iconic' }],
    [{ app: 'THE ICONIC Connector' }],
    [{ store: 'theiconic.com.au' }],
    [{ payment: 'The Iconic' }],
    [{ billingName: 'THE ICONIC' }],
    [{ note: 'Sales channel: Iconic' }],
    [{ note: 'Order 217348921\nICONIC\n' }],
    [{ note: 'Marketplace order of The Iconic, ship today' }],
    [{ tags: ['express', 'Iconic'] }],
  ])('is recognised by %j', marks => {
    expect(recogniseChannel(anOrder({ marks }), [])).toBe('the-iconic')
  })

  it.each([[{ name: 'THE ICONIC' }], [{ email: 'orders@theiconic.com.au' }]])(
    'is recognised by the customer %j',
    contact => expect(recogniseChannel(anOrder({ contact }), [])).toBe('the-iconic'),
  )

  it.each([
    [{ note: 'a laconic note' }],
    [{ note: 'Please hurry, this dress is iconic!' }],
    [{ note: 'Happy birthday!\nIconic as ever' }],
    [{ source: 'iconical' }],
    [{ tags: ['iconics', 'siliconic'] }],
    [{ billingName: 'Iconička Press' }],
    [{}],
  ])('is not seen in %j', marks => {
    expect(recogniseChannel(anOrder({ marks }), [])).toBe('shop')
  })

  it("is not seen in a shopper's own mailbox name", () => {
    expect(recogniseChannel(anOrder({ contact: { email: 'iconic@example.com' } }), [])).toBe('shop')
  })
})

describe("the merchant's rules", () => {
  it.each<[ChannelConfig['when'][number]]>([
    [{ source: 'WEB' }],
    [{ app: 'till' }],
    [{ store: 'outlet' }],
    [{ payment: 'card' }],
    [{ billingName: 'sample' }],
    [{ note: 'gift' }],
    [{ tag: 'vip' }],
    [{ number: '#10' }],
    [{ email: '@example.com' }],
    [{ attribute: 'market' }],
  ])('recognise a channel by %j, in any case', when => {
    const marks = {
      app: 'Till 2',
      store: 'Outlet',
      note: 'A gift',
      tags: ['new', 'VIP'],
      attributes: [{ key: 'origin', value: 'Marketplace' }],
    }
    expect(recogniseChannel(anOrder({ marks }), [channel('mine', [when])])).toBe('mine')
    expect(recogniseChannel(anOrder({ marks }), [channel('mine', [{ ...when, note: 'x!' }])])).toBe(
      'shop',
    )
  })

  it('need all marks of one match, any match of one channel, and go in file order', () => {
    const order = anOrder({ marks: { tags: ['vip'] } })
    const both = channel('both', [{ tag: 'vip', source: 'pos' }])
    const either = channel('either', [{ source: 'pos' }, { tag: 'vip' }])
    const last = channel('last', [{ source: 'web' }])
    expect(recogniseChannel(order, [both, either, last])).toBe('either')
    expect(recogniseChannel(order, [both, last, either])).toBe('last')
  })

  it('come before our own marks of THE ICONIC, which hold beside them', () => {
    const iconic = anOrder({ marks: { tags: ['Iconic'] } })
    expect(recogniseChannel(iconic, [channel('outlet', [{ tag: 'iconic' }])])).toBe('outlet')
    expect(recogniseChannel(iconic, [channel('outlet', [{ tag: 'outlet' }])])).toBe('the-iconic')
  })
})

describe('the policy of a channel', () => {
  it("is the merchant's word where there is one", () => {
    const described = [channel('the-iconic', [{ tag: 'iconic' }])]
    expect(policyOf('the-iconic', described)).toEqual({
      label: 'the-iconic',
      email: false,
      sms: false,
      promotions: true,
    })
  })

  it('allows delivery news and never promotions where there is none', () => {
    expect(policyOf('the-iconic', [])).toEqual({
      label: ICONIC_DEFAULT.label,
      email: true,
      sms: true,
      promotions: false,
    })
    expect(policyOf('shop', [])).toMatchObject({ email: true, sms: true, promotions: false })
  })
})
