import { describe, expect, it } from 'vitest'
import { numberFault } from '../../src/core/tracking-number.ts'

describe('a number that cannot be true', () => {
  it.each([
    ['NONE', 'CouriersPlease'],
    ['N/A', 'Anybody'],
    ['000000000000', 'Anybody'],
    ['----', 'Anybody'],
  ])('%s is said to be none, whoever the carrier is', (number, carrier) => {
    expect(numberFault(number, carrier)).toBe(`${number} is no tracking number.`)
  })

  it.each([
    ['33WTD104', 'Australia Post'],
    ['33WTD-0001042', 'AusPost'],
    ['WATTLEANDTIDE42', 'australia-post'],
    ['019931265099999891ABC123456701005001', 'Australia Post eParcel'],
    ['00894210', 'NZ Post'],
  ])('%s is said to be none of %s, and how those look', (number, carrier) => {
    expect(numberFault(number, carrier)).toMatch(
      new RegExp(`^${number} is no tracking number of (Australia|NZ) Post: those have 10 to 24 `),
    )
  })

  it.each([
    ['RB123456786AU', 'Australia Post'],
    ['RB123456786NZ', 'New Zealand Post'],
    ['1Z5R89390357567128', 'UPS'],
    ['986578788856', 'FedEx'],
    ['568283610012732', 'Fedex Ground'],
    ['3318810026', 'DHL'],
    ['3318810026', 'DHL Express Worldwide'],
  ])('%s of %s is known by its check digit', (number, carrier) => {
    expect(numberFault(number, carrier)).toMatch(/its check digit does not fit/)
  })

  it('of UPS is known by its length when it begins as theirs do', () => {
    expect(numberFault('1Z5R8939035756712', 'UPS')).toMatch(/18 characters when they begin with 1Z/)
  })
})

describe('a number that may be true', () => {
  it.each([
    ['33WTD0001042', 'Australia Post'], // 5 + 7
    ['ABC1234567', 'Australia Post'], // 3 + 7
    ['7XX1000634011427', 'AusPost'],
    ['33WTD00010420100960501', 'MyPost Business'],
    ['00393124150000000001', 'NZ Post'],
    ['RB123456785AU', 'Australia Post'],
    ['1Z5R89390357567127', 'UPS'],
    ['T0123456789', 'UPS'],
    ['986578788855', 'FEDEX'],
    ['123456789', 'FedEx'],
    ['3318810025', 'DHL Express'],
    ['JD014600003RNDW', 'DHL'],
    ['3318810026', 'DHL eCommerce'],
    ['CPAWTD00417', 'CouriersPlease'],
    ['RB123456786AU', 'Upstream Couriers'],
    ['1234', 'Own van'],
  ])('%s of %s passes', (number, carrier) => {
    expect(numberFault(number, carrier)).toBeNull()
  })
})
