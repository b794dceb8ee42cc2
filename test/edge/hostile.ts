// What people with bad intent, broken feeds and odd keyboards write, in every field that reaches a page. Of the
// kinds of OWASP's cheat sheets, https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html,
// and of Unicode's security considerations, https://www.unicode.org/reports/tr36/ (both known, not read again).
import { BLOCKS, PageConfig } from '../../src/core/page-config.ts'
import { to } from '../../src/core/status.ts'
import type { Place } from '../../src/core/tracking.ts'
import { BRAND, type SamplePage, type SampleParcel, scan } from './sample-pages.ts'

export const HOSTILE: Readonly<Record<string, string>> = {
  'a script': '<script>alert(1)</script>',
  'the end of a style': '</style><script>alert(1)</script>',
  'the end of a title': '</title><script>alert(1)</script>',
  'the end of an attribute': `"><img src=x onerror=alert(1)>`,
  'the end of an attribute in single quotes': `' onmouseover='alert(1)' autofocus onfocus='alert(1)`,
  'an SVG that runs': '<svg/onload=alert(1)>',
  'a frame': '<iframe src="javascript:alert(1)"></iframe>',
  'a base':
    '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">',
  'a link that runs': 'javascript:alert(1)',
  'a link that runs, in disguise': 'java\tscript:alert(1)',
  'a document in a link': 'data:text/html,<script>alert(1)</script>',
  'a comment': '<!-- <p> --!> -->',
  'the end of character data': ']]><![CDATA[<script>alert(1)</script>',
  entities: '&lt;b&gt; &#60;b&#62; &nosuch; &',
  'an entity of one’s own': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  'a template of Angular': `{{constructor.constructor('alert(1)')()}}`,
  'a template of ours': '{headline} {number} {merchant} {text} {__proto__}',
  'a template literal': '\u0024{7*7} $& $1 $$',
  'a rule of CSS': 'red;}body{background:url(//evil.example)}',
  'an import of CSS': "@import '//evil.example'; expression(alert(1)) \\3c script",
  'lines of a calendar': 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Call 1900 654 321;,\\n',
  'lines of a header': 'a@b.example\r\nBcc: c@d.example\r\n\r\n<b>1</b>',
  'separators of lines': 'one\u2028two\u2029three\u0085four\vfive\fsix',
  'an override of direction': 'Safe\u202Egpj.exe\u2066\u2067 after',
  'an override that never ends': '\u202E\u202E\u202E 1042 txet',
  'what cannot be seen': 'a\u200Bb\u200D\uFEFFc\u00ADd\u2060',
  'control characters': '\u0000a\u0001b\u0008c\u001B[31md\u007F',
  'lone surrogates': '\uD800 a \uDFFF b \uD83D',
  'no characters': '\uFFFE\uFFFF\u{1FFFF}',
  zalgo: `Z${'\u0300\u0316\u0489'.repeat(60)}a${'\u0315'.repeat(60)}lgo`,
  'emoji in sequence': '👩‍👩‍👧‍👦🏴‍☠️🇦🇺👍🏽'.repeat(12),
  'a word without an end': 'Llanfair'.repeat(63),
  'numbers without an end': '0123456789'.repeat(50),
  'a word of wide characters without an end': '﷽'.repeat(100),
  'a dash without an end': '—'.repeat(300),
  blanks: ' \u00A0\u3000\u2003'.repeat(60),
  nothing: '',
  'another prototype': '__proto__',
  'a constructor': 'constructor',
  'an object': '[object Object]',
  'a table of SQL': `Robert'); DROP TABLE orders;-- %_`,
  'a formula': '=HYPERLINK("https://evil.example","Click")',
  'somebody else’s name': 'Paypal Security',
}

const always = {}

/** An order of which everything that anybody may write says that: of one parcel, or of two. */
export function hostilePage(text: string, token: string, parcels: 1 | 2): SamplePage {
  const link = { label: text, url: text }
  const good = { label: text, url: 'https://wattleandtide.example/' }
  const place: Place = { text, suburb: text, state: text, postcode: text, country: text }
  const told = { text, location: place, code: text, signedBy: text }
  const both: readonly SampleParcel[] = [
    {
      carrier: text,
      trackingNumber: text,
      eta: { kind: 'day', on: '2026-11-25', toldAt: 0 },
      events: [
        scan(30, to('unknown', 'unmapped'), null, told),
        scan(20, to('exception', 'address_problem'), null, told),
        scan(2, to('awaiting_collection', 'at_post_office'), null, {
          ...told,
          openingHours: text,
        }),
      ],
    },
    {
      trackingNumber: `${text}2`,
      items: [{ platformItemId: '2', quantity: 1 }],
      events: [scan(2, to('delivered', 'signed'), null, told)],
    },
  ]
  return {
    token,
    number: text,
    locale: text,
    brand: {
      ...BRAND,
      name: text,
      colour: text,
      website: text,
      logo: { url: text, width: 10, height: 10 },
      support: { email: text, phone: text, url: text },
      trackingUrls: { [text]: text, 'Australia Post': 'https://auspost.example/#{number}' },
      page: {
        ...PageConfig.parse({ blocks: BLOCKS }),
        notices: [{ text, when: always }],
        promotions: [{ heading: text, text, link: good, when: always }],
        faq: [{ question: text, answer: text }],
        social: [good, link],
        legal: { text, links: [good, link] },
        embed: [text],
        hosts: [],
      },
    },
    shipTo: { suburb: text, state: text, postcode: text },
    items: [
      { platformItemId: '1', title: text, variant: text, quantity: 1, imageUrl: text },
      { platformItemId: '2', title: text, variant: null, quantity: 2 },
    ],
    parcels: both.slice(0, parcels),
  }
}

/** Links of the sample pages end in 7s; these are told apart by the number before. */
export const hostileToken = (i: number, parcels: number): string =>
  `0H0ST${parcels}${String(i).padStart(3, '0')}`.padEnd(26, '7')
