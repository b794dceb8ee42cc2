import { describe, expect, it } from 'vitest'
import { firstName, recipientFor } from '../../src/core/contact.ts'
import { recipientHash } from '../../src/core/recipient-hash.ts'

const email = (address: string | null) =>
  recipientFor('email', { name: null, email: address, phone: null }, { country: 'AU' })
const sms = (phone: string | null, country: string | null = 'AU', countries?: string[]) =>
  recipientFor('sms', { name: null, email: null, phone }, { country }, { countries })

describe('an email recipient', () => {
  it.each([
    ['jane@example.com', 'jane@example.com'],
    ["  Jane.O'Neil+x@Example.COM ", "Jane.O'Neil+x@example.com"],
    ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
    ['jane@xn--bcher-kva.example', 'jane@xn--bcher-kva.example'],
    ['alexx@foxx.example', 'alexx@foxx.example'],
    [`${'y'.repeat(64)}@example.com`, `${'y'.repeat(64)}@example.com`],
  ])('is one plain mailbox: %s', (given, address) => expect(email(given)).toEqual({ address }))

  it.each([
    'a@b.com\r\nBcc: x@y.z',
    'a@b.com\n',
    '%0d%0aSubject:x@b.com',
    'a%0abcc@b.com',
    'a@b.com%0d%0aSubject:',
    '"a@b"@c.d',
    '"a b"@c.com',
    'a@b.com,c@d.com',
    'a@b.com;c@d.com',
    'a@b.com c@d.com',
    'g:a@b;',
    'Jane <jane@example.com>',
    'jane(comment)@example.com',
    `${'y'.repeat(65)}@example.com`,
    `${'y'.repeat(60)}@${`${'d'.repeat(60)}.`.repeat(4)}com`,
    'jane',
    '@example.com',
    'jane@',
    'a@b@example.com',
    'a@b',
    'a@localhost',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a@2130706433',
    'a@0x7f.1',
    'a..b@example.com',
    '.a@example.com',
    'a@-b.com',
    'a@b..com',
    'a@b.com.',
    'a@b.com/x',
    'a@b.com:25',
    'a\u0000@b.com',
    'a@b.com\u202e',
    'ｊane@example.com',
  ])('is not %j', given => expect(email(given)).toEqual({ none: 'invalid' }))

  it.each([
    '#####',
    '#####@#####.com',
    'j***@example.com',
    'xxxx@xxxx.com',
    '••••@example.com',
    '[redacted]',
  ])('is not the masked %s', given => expect(email(given)).toEqual({ none: 'masked' }))

  it.each([
    'customer@theiconic.com.au',
    'x@mail.theiconic.com.au',
    'Orders@THEICONIC.co.nz',
    'noreply@example.com',
    'no-reply@example.com',
    'do_not_reply@example.com',
    'none@example.com',
    'abc123@marketplace.amazon.com.au',
    'abc@members.ebay.com',
    'a@a.com',
    'till@shop.invalid',
  ])('is not the stand-in %s', given => expect(email(given)).toEqual({ none: 'placeholder' }))

  it('is not mistaken for a marketplace by half a name', () => {
    expect(email('jane@nottheiconic.com.au')).toHaveProperty('address')
    expect(email('jane@theiconic.com.au.example.com')).toHaveProperty('address')
    expect(email('renone@example.com')).toHaveProperty('address')
  })

  it.each([null, '', '   '])('is missing when it is %j', given =>
    expect(email(given)).toEqual({ none: 'missing' }),
  )
})

/** Fifty ways to write one number: what people, shops and address books do to it. */
function spellings(): string[] {
  const groups = [
    ['491', '570', '156'],
    ['4', '9157', '0156'],
    ['49', '157', '0156'],
    ['491570156'],
  ]
  const separators = [' ', '-', '.', '\u00a0']
  const prefixes = ['0', '+61 ', '+61 (0)', '0011 61 ', '0061 ', '61']
  const all = groups.flatMap(group =>
    separators.flatMap(separator => prefixes.map(prefix => prefix + group.join(separator))),
  )
  const dressed = [
    '(0491) 570 156',
    ' 0491570156 ',
    '\u202a+61491570156\u202c',
    '０４９１５７０１５６',
    '٠٤٩١٥٧٠١٥٦',
  ]
  return [...new Set([...all, ...dressed])]
}

describe('an SMS recipient', () => {
  it('is one number in all its spellings, so that a limit per number holds', () => {
    expect(spellings().length).toBeGreaterThanOrEqual(50)
    const read = spellings().map(spelling => [spelling, sms(spelling)])
    expect(read).toEqual(spellings().map(spelling => [spelling, { address: '+61491570156' }]))
  })

  it('is read as a number of the destination when it names no country', () => {
    expect(sms('021 123 4567', 'NZ')).toEqual({ address: '+64211234567' })
    expect(sms('021 123 4567', 'AU')).toEqual({ none: 'not_mobile' })
    expect(sms('0491570156', null)).toEqual({ address: '+61491570156' })
    expect(sms('0491570156', 'Atlantis')).toEqual({ address: '+61491570156' })
  })

  it.each([
    '1900654321',
    '+61 1900 654 321',
    '02 9999 8888',
    '+61 2 9999 8888',
    '1300 123 456',
    '+61 500 100 200',
    '+61 147 123 456',
    '19612345',
  ])('is not the landline, premium, satellite or short number %s', given =>
    expect(sms(given)).toEqual({ none: 'not_mobile' }),
  )

  it.each([
    '+882 16 1234 5678',
    '+979123456789',
    '+1 900 234 5678',
    '+870773111632',
    '+44 7400 123456',
  ])('is not %s of a country we do not text', given =>
    expect(sms(given)).toEqual({ none: 'country_not_served' }),
  )

  it('is in another country when the merchant serves it', () => {
    expect(sms('+44 7400 123456', 'AU', ['GB'])).toEqual({ address: '+447400123456' })
    expect(sms('0491570156', 'AU', ['GB'])).toEqual({ none: 'country_not_served' })
  })

  it.each([
    '0491570156 ext 1',
    '+61491570156;ext=1',
    '0491570156x12',
    '0491 CALL ME',
    'call 0491570156',
    '++61491570156',
    '0491570156,0498765432',
    '0491570156 / 0298765432',
    '1234567890'.repeat(4),
    '12345678901234567890123456789012345678901',
    '000',
    'n/a',
  ])('is not %s', given => expect(sms(given)).toEqual({ none: 'invalid' }))

  it.each(['##########', '04XX XXX 123', '+61 4** *** 123', '#'])('is not the masked %s', given =>
    expect(sms(given)).toEqual({ none: 'masked' }),
  )

  it.each(['0000000000', '0400 000 000', '+61 400 000 000', '1111111111'])(
    'is not the stand-in %s',
    given => expect(sms(given)).toEqual({ none: 'placeholder' }),
  )

  it('is missing when there is none', () => expect(sms(null)).toEqual({ none: 'missing' }))
})

describe('a first name', () => {
  it.each([
    ['Jane Sample', 'Jane'],
    ['DR JANE SAMPLE', 'Jane'],
    ['Sample, Jane', 'Jane'],
    ["mary-jane o'neil", 'Mary-Jane'],
    ["d'arcy wu", "D'Arcy"],
    ['DeShawn Example', 'DeShawn'],
    ['Jane\u0301 Sample', 'Jané'],
    ['Coco', 'Coco'],
  ])('is found in %s', (name, first) => expect(firstName(name)).toBe(first))

  it.each([
    null,
    '',
    'THE ICONIC',
    'Iconic Customer',
    '#####',
    'J*** S***',
    'Acme Pty Ltd',
    'Guest',
    'J Sample',
    'Mr Sample',
    'Jane & John',
    'jane@example.com',
    'Jane2',
    '王小明',
    '<script>',
    `J${'a'.repeat(40)}`,
  ])('is not guessed from %j', name => expect(firstName(name)).toBeNull())
})

describe('a recipient hash', () => {
  it('is one for an address in any case, and another under another pepper', async () => {
    const hash = await recipientHash('Jane@Example.com', 'pepper')
    expect(hash).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(await recipientHash(' jane@example.com', 'pepper')).toBe(hash)
    expect(await recipientHash('jane@example.com', 'salt')).not.toBe(hash)
    expect(await recipientHash('june@example.com', 'pepper')).not.toBe(hash)
  })

  it('is the HMAC that anybody can compute', async () => {
    // printf 'jane@example.com' | openssl dgst -sha256 -hmac pepper -binary | head -c 16 | base64
    expect(await recipientHash('jane@example.com', 'pepper')).toBe('HF7OmSbzK-9ZC4e0kxnV5w')
  })

  it('refuses to work without a pepper', async () => {
    await expect(recipientHash('jane@example.com', '')).rejects.toThrow()
  })
})
