// Holds the format checks to the published test numbers of the carriers, where these lie beside the
// project; says so when they do not.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { numberFault } from '../../src/core/tracking-number.ts'

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
})
