import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carrierOfNumber, numberFault } from '../../src/core/tracking-number.ts'

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

describe('the carrier of a number', () => {
  it.each([
    ['RB123456785AU', 'australia-post'],
    ['RB123456785NZ', 'nz-post'],
    ['RB123456785US', 'usps'],
    ['RB123456785GB', 'royal-mail'],
    ['7XT100063401000935102', 'australia-post'],
    ['QQQ100063401000931501', 'australia-post'],
    ['33XT7100063401000935001', 'australia-post'],
    ['ABCD12345678', 'startrack'],
    ['1Z5R89390357567127', 'ups'],
    ['JJD0099999999', 'dhl-express'],
    ['JVGL0999999990', 'dhl-express'],
  ])('of %s is %s', (number, carrier) => {
    expect(carrierOfNumber(number)).toBe(carrier)
  })

  it.each([
    ['RB123456786AU', 'its check digit is wrong'],
    ['RB123456786US', 'its check digit is wrong'],
    ['RB123456786GB', 'its check digit is wrong'],
    ['1Z5R89390357567128', 'its check digit is wrong'],
    ['RB123456785DE', 'that country’s post is none we know'],
    ['JJD0002257639032011', 'Yodel makes such numbers'],
    ['33WTD0001042', 'a consignment alone is like many others'],
    ['ABC1234567', 'a consignment alone is like many others'],
    ['2FWZ50008569', 'other carriers make such numbers'],
    ['00393124150000000001', 'twenty digits are anybody’s'],
    ['986578788855', 'twelve digits are anybody’s'],
    ['3318810025', 'ten digits are anybody’s'],
    ['CPAWTD00417', 'its form is not published'],
    ['123456789012310009351', 'it has no mark of a merchant'],
    ['', 'it is empty'],
    ['__proto__', 'it is no number'],
  ])('of %s is not guessed: %s', number => {
    expect(carrierOfNumber(number)).toBeNull()
  })
})

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })

/** The one last digit that makes the number right, found by trying all. */
const completed = (begin: string, end: string, carrier: string): string => {
  const right = [...'0123456789'].filter(d => numberFault(begin + d + end, carrier) === null)
  expect(right).toHaveLength(1)
  return begin + right[0] + end
}

const withDigit = (number: string, at: number, digit: number): string =>
  number.slice(0, at) + digit + number.slice(at + 1)

const swapped = (number: string, at: number): string =>
  number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)

const sum = (number: string, weights: readonly number[]): number =>
  weights.reduce((all, weight, i) => all + weight * Number(number[i]), 0)

describe('a check digit', () => {
  const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]
  // Remainders 0 and 6 have one digit, 5: the form itself cannot tell those two apart.
  const isBlind = (a: string, b: string): boolean => {
    const rests = [a, b].map(number => sum(number.slice(2), S10_WEIGHTS) % 11)
    return rests.includes(0) && rests.includes(6)
  }

  it('of S10 finds every digit changed and every two neighbours swapped that it can', () => {
    fc.assert(
      fc.property(
        digits(8),
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 1, max: 9 }),
        (serial, at, more) => {
          const right = completed(`RB${serial.join('')}`, 'AU', 'Australia Post')
          expect(carrierOfNumber(right)).toBe('australia-post')
          const changed = withDigit(right, at + 2, (Number(right[at + 2]) + more) % 10)
          const exchanged = at < 7 ? swapped(right, at + 2) : right
          for (const wrong of [changed, exchanged]) {
            if (wrong === right || isBlind(wrong, right)) continue
            expect(numberFault(wrong, 'Australia Post')).toMatch(/check digit/)
            expect(carrierOfNumber(wrong)).toBeNull()
          }
          const check = withDigit(right, 10, (Number(right[10]) + more) % 10)
          expect(carrierOfNumber(check)).toBeNull()
        },
      ),
    )
  })

  it('of UPS finds two neighbours swapped, and a digit changed but by five where it counts twice', () => {
    fc.assert(
      fc.property(
        digits(15),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 1, max: 9 }),
        (serial, at, more) => {
          const right = completed(`1Z${serial.join('')}`, '', 'UPS')
          expect(carrierOfNumber(right)).toBe('ups')
          const changed = withDigit(right, at + 2, (Number(right[at + 2]) + more) % 10)
          const isTold = at % 2 === 0 || more !== 5
          expect(carrierOfNumber(changed)).toBe(isTold ? null : 'ups')
          const exchanged = at < 14 ? swapped(right, at + 2) : right
          if (exchanged !== right) expect(carrierOfNumber(exchanged)).toBeNull()
        },
      ),
    )
  })

  it('of a DHL Express waybill finds a digit changed, but by seven', () => {
    fc.assert(
      fc.property(
        digits(9),
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 9 }),
        (serial, at, digit) => {
          const right = completed(serial.join(''), '', 'DHL Express')
          const by = Math.abs(Number(right[at]) - digit)
          const fault = numberFault(withDigit(right, at, digit), 'DHL Express')
          if (by === 0 || by === 7) expect(fault).toBeNull()
          else expect(fault).toMatch(/no tracking number/)
        },
      ),
    )
  })
})
