// Holds the format checks to the published test numbers of the carriers, where these lie beside the
// project; says so when they do not.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { carrierOfNumber, numberFault } from '../../src/core/tracking-number.ts'

const COURIERS = join(
  import.meta.dirname,
  '../../../shared/contracts/carriers/tracking_number_data/couriers',
)
const here = existsSync(COURIERS)
if (!here) console.log('number formats are not beside this clone: these tests are skipped')

const Courier = z.object({
  tracking_numbers: z.array(
    z.object({
      name: z.string(),
      test_numbers: z.object({ valid: z.array(z.string()), invalid: z.array(z.string()) }),
    }),
  ),
})

/** As they come to us: without blanks. */
const numbersOf = (file: string, name: string, kind: 'valid' | 'invalid') =>
  Courier.parse(JSON.parse(readFileSync(join(COURIERS, `${file}.json`), 'utf8')))
    .tracking_numbers.filter(form => form.name === name)
    .flatMap(form => form.test_numbers[kind])
    .map(number => number.replace(/\s/g, ''))

describe.skipIf(!here)('published test numbers', () => {
  it.each([
    ['s10', 'S10', 'Australia Post'],
    ['s10', 'S10', 'NZ Post'],
    ['ups', 'UPS', 'UPS'],
    ['ups', 'UPS Waybill', 'UPS'],
    ['fedex', 'FedEx Express (12)', 'FedEx'],
    ['fedex', 'FedEx Express (34)', 'FedEx'],
    ['fedex', 'FedEx ASTRA (32)', 'FedEx'],
    ['fedex', 'FedEx Ground', 'FedEx'],
    ['fedex', 'FedEx Ground 96 (22)', 'FedEx'],
    ['dhl', 'DHL Express', 'DHL Express'],
    ['dhl', 'DHL Express (Piece ID)', 'DHL Express'],
    ['dhl', 'DHL E-Commerce', 'DHL'],
  ])('of %s, %s, pass as numbers of %s', (file, name, carrier) => {
    const valid = numbersOf(file, name, 'valid')
    expect(valid).not.toEqual([])
    expect(valid.filter(number => numberFault(number, carrier) !== null)).toEqual([])
  })

  it.each([
    ['s10', 'S10', 'Australia Post', ['RB123456786US']],
    ['ups', 'UPS', 'UPS', ['1Z1111111111111111']],
    ['fedex', 'FedEx Express (12)', 'FedEx', ['996578788855']],
    ['fedex', 'FedEx Ground', 'FedEx', ['568283610012732']],
    ['fedex', 'FedEx Ground 96 (22)', 'FedEx', ['9600000000000000000001']],
    ['dhl', 'DHL Express', 'DHL Express', ['3318810010', '3318810034', '3318810011']],
  ])('of %s, %s, that are wrong are no numbers of %s', (file, name, carrier, wrong) => {
    const invalid = numbersOf(file, name, 'invalid')
    expect(invalid.filter(number => numberFault(number, carrier) !== null)).toEqual(wrong)
  })

  it('give the right carrier or none, never another', () => {
    const guessed = readdirSync(COURIERS).flatMap(file => {
      const courier = Courier.parse(JSON.parse(readFileSync(join(COURIERS, file), 'utf8')))
      const numbers = courier.tracking_numbers.flatMap(form => form.test_numbers.valid)
      return numbers.flatMap(number => {
        const carrier = carrierOfNumber(number.replace(/\s/g, ''))
        return carrier ? [`${file} ${number.replace(/\s/g, '')} ${carrier}`] : []
      })
    })
    expect([...new Set(guessed)].sort()).toEqual([
      'dhl.json JJD0099999999 dhl-express',
      'dhl.json JVGL0999999990 dhl-express',
      's10.json RB123456785GB royal-mail',
      's10.json RB123456785US usps',
      'ups.json 1Z410E7W0392751591 ups',
      'ups.json 1Z5R89390357567127 ups',
      'ups.json 1Z879E930346834440 ups',
      'ups.json 1Z8V92A70367203024 ups',
      'ups.json 1ZXX3150YW44070023 ups',
    ])
  })

  it('that are wrong give no carrier', () => {
    const guessed = readdirSync(COURIERS).flatMap(file => {
      const courier = Courier.parse(JSON.parse(readFileSync(join(COURIERS, file), 'utf8')))
      const numbers = courier.tracking_numbers.flatMap(form => form.test_numbers.invalid)
      return numbers.filter(number => carrierOfNumber(number.replace(/\s/g, '')) !== null)
    })
    expect(guessed).toEqual([])
  })
})
