// The small rules behind the shopper's forms: how a number is written, whose a postcode is, and how far a
// few answers can be trusted.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkMessage } from '../../src/core/link-message.ts'
import { MerchantConfig } from '../../src/core/merchant.ts'
import { numberKey, numbersLike } from '../../src/core/order-number.ts'
import { belongsTo } from '../../src/core/step-up.ts'
import { wilson } from '../../src/core/wilson.ts'
import { linkMail } from '../../src/emails/link.ts'
import { anOrder } from '../an-order.ts'

describe('an order’s number', () => {
  it('is one however it is typed', () => {
    for (const typed of ['#1042', ' 1042 ', '＃１０４２', '\t#1042\n']) {
      expect(numberKey(typed)).toBe('1042')
      expect(numbersLike(typed)).toContain('#1042')
    }
    expect(numbersLike('wt-7a')).toEqual(expect.arrayContaining(['WT-7A', '#WT-7A', 'wt-7a']))
  })

  it('is looked for in six ways, whatever was typed', () => {
    fc.assert(fc.property(fc.string(), typed => numbersLike(typed).length === 6))
  })
})

describe('a postcode', () => {
  const name = 'Nguyen'
  const shipTo = { name: 'Mai Nguyễn' }
  const darwin = anOrder({ shipTo: { ...shipTo, postcode: '800', country: 'AU' } })
  const eircode = anOrder({ shipTo: { ...shipTo, postcode: 'D02 X285', country: 'IE' } })

  it('is the order’s as people write it there', () => {
    for (const typed of ['0800', '800', ' 0800'])
      expect(belongsTo(darwin, { answer: typed, name })).toBe(true)
    for (const typed of ['d02x285', 'D02 x285'])
      expect(belongsTo(eircode, { answer: typed, name })).toBe(true)
    expect(belongsTo(darwin, { answer: '0801', name })).toBe(false)
  })

  it('opens nothing where there is none, or where it is kept back', () => {
    for (const postcode of [
      null,
      '',
      '  ',
      '####',
      'XXXX',
      '****',
      '—',
      '0000',
      '00000',
      'NONE',
      'N-A',
    ]) {
      const order = anOrder({ shipTo: { ...shipTo, postcode } })
      for (const typed of ['', ' ', postcode ?? '', 'XXXX', '####', '000', 'null', '—']) {
        expect(belongsTo(order, { answer: typed, name })).toBe(false)
      }
    }
  })
})

describe('the name beside a postcode', () => {
  const at = (name: string | null, company: string | null = null) =>
    anOrder({
      contact: { name: null, email: null, phone: null },
      shipTo: { name, company, suburb: 'North Bondi', postcode: '2026', country: 'AU' },
    })
  const opens = (order: ReturnType<typeof at>, name: string) =>
    belongsTo(order, { answer: '2026', name })

  it.each([
    ['Aroha Te Whata-O’Brien', 'te whata o’brien'],
    ['José Müller', ' muller '],
    ['王小明', '王'],
    ['김민준', '김'],
    ['Tran Thi Mai', 'Trần'],
  ])('of %s may be typed %s', (known, typed) => {
    expect(opens(at(known), typed)).toBe(true)
  })

  it.each([
    ['Mai Nguyen', ''],
    ['Mai Nguyen', ' – '],
    ['Mai Nguyen', 'Smith'],
    ['Mai Nguyen', 'Smith Jones Nguyen'],
    ['Mai Nguyen', 'Ngu'],
    ['J. Citizen', 'J'],
    [null, ''],
    [null, 'null'],
    ['김민준', 'ㄱ'],
    ['김민준', '기'],
    ['Mr Kookaburra de la Cruz', 'mr'],
    ['Mr Kookaburra de la Cruz', 'de la'],
  ])('of %s is not %j', (known, typed) => {
    expect(opens(at(known), typed)).toBe(false)
  })

  it('is not what half of all companies are called, nor the suburb that the page shows', () => {
    const joinery = at(null, 'North Bondi Joinery Pty. Ltd.')
    for (const typed of ['Pty', 'pty ltd', 'LTD', 'Bondi', 'north bondi', 'Bondi Pty Ltd'])
      expect(opens(joinery, typed)).toBe(false)
    expect(opens(joinery, 'North Bondi Joinery')).toBe(true)
    expect(opens(at('Zoë Bondi'), 'Zoë Bondi')).toBe(true)
  })

  it('is the company’s where the parcel goes to one', () => {
    expect(opens(at(null, 'Kookaburra Joinery'), 'Kookaburra')).toBe(true)
  })

  it('is not asked for with an email address', () => {
    const order = anOrder({ contact: { email: 'mai@example.com' } })
    expect(belongsTo(order, { answer: 'MAI@example.com', name: '' })).toBe(true)
    expect(belongsTo(order, { answer: 'may@example.com', name: 'Nguyen' })).toBe(false)
  })
})

describe('a share', () => {
  it('lies between its bounds, which draw together as more people answer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (n, some) => {
        const good = some % (n + 1)
        const few = wilson(good, n)
        const many = wilson(good * 10, n * 10)
        if (!few || !many) return false
        const holds = few.from <= good / n + 1e-9 && good / n <= few.to + 1e-9
        return holds && few.from >= 0 && few.to <= 1 && many.to - many.from < few.to - few.from
      }),
    )
  })

  it('is as Wilson has it, and nothing where nobody answered', () => {
    // Newcombe 1998, table I: 81 of 263. https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C857::AID-SIM777%3E3.0.CO;2-E
    expect(wilson(81, 263)?.from).toBeCloseTo(0.2553, 3)
    expect(wilson(81, 263)?.to).toBeCloseTo(0.3662, 3)
    expect(wilson(0, 0)).toBeNull()
  })
})

describe('the mail with the link', () => {
  const config = MerchantConfig.parse({
    merchant: 'shop',
    brand: { name: 'Shop <b>', colour: '#1f6f78' },
    connections: [{ name: 'mail', email: 'resend' }],
  })
  const where = { url: 'https://track.example/t/0ABC', now: 0 }

  it('holds the link and nothing of the order but its number, whatever that is', () => {
    const order = anOrder({ number: '#1\r\nBcc: x@y.z<script>\u202E' })
    const { facts, state, recipient } = linkMessage(order, 'shop', config, where)
    const mail = linkMail(facts)
    expect([state, recipient]).toEqual(['pending', 'jane@example.com'])
    expect(mail.subject).toBe('Your link to order #1 Bcc: x@y.z<script>')
    expect(mail.html).toContain('href="https://track.example/t/0ABC"')
    expect(mail.html).toContain('Shop &lt;b&gt;')
    for (const text of [mail.html, mail.text]) {
      expect(text).not.toMatch(/<script|Jane|Sample|Newtown|Dress|\u202E/)
    }
  })

  it('goes to nobody who must not be mailed', () => {
    const masked = anOrder({ contact: { email: '#####@example.net' } })
    expect(linkMessage(masked, 'shop', config, where)).toMatchObject({ reason: 'masked' })
    const quiet = MerchantConfig.parse({
      ...config,
      channels: [{ name: 'market', label: 'Market', when: [{ source: 'x' }], email: false }],
    })
    expect(linkMessage(anOrder(), 'market', quiet, where)).toMatchObject({
      state: 'skipped',
      reason: 'channel_policy',
    })
  })
})
