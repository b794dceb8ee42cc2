// `node scripts/preview-emails.ts`: fills the mails with invented facts in every language, writes them to
// dist/emails and, where Chromium is installed, takes their picture as a phone shows them, by day
// and by night.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { MILESTONES } from '../src/core/merchant.ts'
import { voiceOf } from '../src/core/message-words.ts'
import { formatDay } from '../src/core/time.ts'
import { timeInWords } from '../src/core/timeline.ts'
import { LOCALES, type Words, wordsFor } from '../src/core/words.ts'
import type { MessageFacts } from '../src/core/message.ts'
import { fill } from '../src/emails/fill.ts'

const CHROMIUM = '/usr/bin/chromium'
const OUT = join(import.meta.dirname, '../dist/emails')

const picture = (colour: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="112" height="112"><rect width="112" height="112" fill="${colour}"/><circle cx="56" cy="56" r="30" fill="#ffffff88"/></svg>`)}`
const PICTURES: Readonly<Record<string, string>> = {
  'https://shop.example.com/linen.jpg': picture('#c8b79c'),
  'https://shop.example.com/mug.jpg': picture('#7aa0a8'),
}

/** What core/message-facts.ts would freeze in that language. */
const plainIn = (words: Words): MessageFacts => ({
  locale: words.locale,
  brand: {
    name: 'Wattle & Tide',
    colour: '#1f6f78',
    website: 'https://wattle-and-tide.example.com/',
    support: { email: 'hello@wattle-and-tide.example.com', phone: '02 5550 1234' },
  },
  orderNumber: '#1042',
  firstName: 'Nadia',
  carrier: 'Australia Post',
  trackingNumber: '33XYZ012345601000930802',
  trackingUrl: 'https://track.wattle-and-tide.example.com/t/a8Kd02LmPq7',
  eta: formatDay('2026-11-25', words.locale),
  happened: timeInWords(
    { day: formatDay('2026-11-24', words.locale), at: Date.UTC(2026, 10, 24, 3, 5) },
    { words, zone: 'Australia/Sydney' },
  ),
  place: words.left.safe_place,
  items: [
    {
      title: 'Linen duvet cover',
      variant: 'Sandstone / Queen',
      quantity: 1,
      imageUrl: 'https://shop.example.com/linen.jpg',
    },
    {
      title: 'Stoneware mug',
      variant: null,
      quantity: 4,
      imageUrl: 'https://shop.example.com/mug.jpg',
    },
    { title: 'Gift card, printed', variant: null, quantity: 1, imageUrl: null },
  ],
})

const samples: readonly { name: string; html: string; text: string }[] = [
  ...LOCALES.flatMap(({ locale }) => {
    const facts = plainIn(wordsFor(locale))
    return MILESTONES.map(milestone => ({
      name: `${milestone}.${locale}`,
      ...fill(milestone, facts, voiceOf(locale)),
    }))
  }),
  {
    name: 'bare',
    ...fill(
      'delivery_attempted',
      {
        ...plainIn(wordsFor('en-AU')),
        brand: { name: 'Sunny Side Goods', colour: '#ffd23f', support: {} },
        firstName: null,
        happened: null,
        items: [],
      },
      voiceOf('en-AU'),
    ),
  },
]

mkdirSync(OUT, { recursive: true })
for (const { name, html, text } of samples) {
  writeFileSync(join(OUT, `${name}.html`), html)
  writeFileSync(join(OUT, `${name}.txt`), text)
}

if (!existsSync(CHROMIUM)) {
  console.log(`${samples.length} mails are in dist/emails; without ${CHROMIUM} no pictures.`)
} else {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({
      viewport: { width: 375, height: 800 },
      deviceScaleFactor: 2,
      colorScheme,
    })
    for (const { name, html } of samples) {
      const shown = Object.entries(PICTURES).reduce(
        (filled, [url, data]) => filled.replaceAll(url, data.replaceAll('&', '&amp;')),
        html,
      )
      await page.setContent(shown)
      await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`), fullPage: true })
    }
  }
  await browser.close()
  console.log(`${samples.length} mails and their pictures are in dist/emails.`)
}
