// What a carrier's free text may say on a page that anybody with the link can read.
import { expect, it } from 'vitest'
import { discreet, discreetTown, tellingWords } from '../../src/core/discreet.ts'

const SHOPPER = ['Zoë O’Connor-Müller', '41 Marigold Crescent', null]

it.each([
  'Arrived at delivery depot',
  'Onboard for delivery',
  'Delayed by weather',
  'Left on street',
])('lets harmless words through: %s', text => {
  expect(discreet(text, tellingWords(SHOPPER))).toBe(text)
})

it.each([
  'Delivered to MULLER',
  'Left with zoe',
  'Card left at marigold cres',
  'Call 0491 570 006',
  'Phone ٠٤٩١',
  'Mail someone@example.net',
  'Signed by a neighbour',
  'See www.example.net',
  'Unit 7',
])('drops whole what may be private: %s', text => {
  expect(discreet(text, tellingWords(SHOPPER))).toBeNull()
})

// As feeds write them (DHL's own sample has a street before the town), and what is left for the page.
it.each([
  ['BONDI', 'BONDI'],
  ['Sunshine West', 'Sunshine West'],
  ['AUCKLAND - NEW ZEALAND', 'AUCKLAND - NEW ZEALAND'],
  ['Rosenweg 1, BERLIN', 'BERLIN'],
  ['41 Marigold Crescent, Marrickville', 'Marrickville'],
  ['Marrickville, 41 Marigold Crescent', null],
  ['MARIGOLD CRES', null],
  ['Müller residence', null],
  ['12 Weaver Street', null],
  ['KEW 3101', null],
  ['Connor Park', 'Connor Park'],
  ['', null],
])('of the town %j leaves %j', (written, left) => {
  expect(discreetTown(written, tellingWords(SHOPPER), 'connor park')).toBe(left)
})
