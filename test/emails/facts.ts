// Message facts for tests: one plain set, and any that could ever arrive.
import * as fc from 'fast-check'
import type { MessageFacts } from '../../src/core/message.ts'

export const FACTS: MessageFacts = {
  locale: 'en-AU',
  brand: {
    name: 'Wattle & Tide',
    colour: '#1f6f78',
    logo: { url: 'https://shop.example.com/logo.png?w=400&v=2', width: 400, height: 80 },
    website: 'https://www.example.com/',
    support: {
      email: 'hello@example.com',
      phone: '02 5550 1234',
      url: 'https://www.example.com/help',
    },
  },
  orderNumber: '#1042',
  firstName: 'Nadia',
  carrier: 'Australia Post',
  trackingNumber: '33XYZ0123456',
  trackingUrl: 'https://track.example.com/t/a8Kd02LmPq7',
  eta: 'Wednesday 25 November',
  happened: 'Tuesday 24 November, 2:05 pm',
  place: 'left in a safe place',
  items: [
    { title: 'Mug', variant: 'Blue', quantity: 2, imageUrl: 'https://shop.example.com/mug.jpg' },
    { title: 'Card', variant: null, quantity: 1, imageUrl: null },
  ],
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</style><img src=x onerror=alert(1)>',
    `" onmouseover="alert('1')`,
    '&amp; & &#x27;',
    '😀👩‍👩‍👧 \uD83D',
    '\u202Eabc\u202C \u2066x\u2069 عربى',
    'a\r\nBcc: x@example.com',
    '\uE000trackingUrl\uE001',
    '$& $1',
    '',
    '  ',
    'x'.repeat(3000),
  ),
)
const maybe = fc.option(text)
const address = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['https'] }),
  fc.constantFrom(
    'javascript:alert(1)',
    'data:text/html,x',
    'http://shop.example.com/a.png',
    'http://localhost:8787/a.png?x=1&y=2',
    `https://shop.example.com/a'b"c<d>.png?a=1&b=2`,
    'https://user:secret@example.com/',
    'not an address',
    '',
  ),
)

export const anyFacts: fc.Arbitrary<MessageFacts> = fc.record({
  locale: fc.constant('en-AU'),
  brand: fc.record(
    {
      name: text,
      colour: fc.oneof(
        fc.integer({ min: 0, max: 0xffffff }).map(n => `#${n.toString(16).padStart(6, '0')}`),
        fc.constantFrom('#FFF000', 'red', '#fff;background:url(x)', ''),
      ),
      logo: fc.record({
        url: address,
        width: fc.integer({ min: -1, max: 600 }),
        height: fc.integer({ min: 0, max: 200 }),
      }),
      website: address,
      support: fc.record({ email: text, phone: text, url: address }, { requiredKeys: [] }),
    },
    { requiredKeys: ['name', 'colour', 'support'] },
  ),
  orderNumber: text,
  firstName: maybe,
  carrier: text,
  trackingNumber: text,
  trackingUrl: fc.constantFrom(
    'https://track.example.com/t/a8Kd02LmPq7',
    'https://track.example.com/t/a?x=1&y="2"',
    'http://localhost:8787/t/abc',
  ),
  eta: maybe,
  happened: maybe,
  place: maybe,
  items: fc.array(
    fc.record({
      title: text,
      variant: maybe,
      quantity: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom(Number.NaN, 1.5, -3)),
      imageUrl: fc.option(address),
    }),
    { maxLength: 6 },
  ),
})
