// What a tracking number tells of itself, by the carriers' published formats: whether it cannot be true,
// and whose it must be. A marketplace takes a number once and no correction after it, and a number wrongly
// held back is late: so only what is sure is refused, and a carrier is only named when no other could
// have made the number.
import { CARRIERS, type CarrierId, carrierNamed } from './carriers.ts'

/** A form whose last digit follows from the others. */
type Checked = {
  readonly looks: RegExp
  readonly digitOf: (serial: string) => number
}

type Format = {
  /** What holds for every number of it, and how to say that. */
  readonly every?: { readonly looks: RegExp; readonly says: string }
  readonly checked?: readonly Checked[]
  /** Forms that are this carrier's alone; one that is `checked` too must have the right digit. */
  readonly own?: readonly RegExp[]
}

/** Every postal service's international form, with the check digit of the Universal Postal Union. */
// https://github.com/jkeen/tracking_number_data couriers/s10.json (read 2026-11-24)
const S10: Checked = {
  looks: /^[A-Z]{2}(?<serial>\d{8})(?<check>\d)[A-Z]{2}$/,
  digitOf: serial => {
    const rest = 11 - (weighed(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11)
    return rest === 10 ? 0 : rest === 11 ? 5 : rest
  },
}

/** Its last two letters name the country whose post made it. */
const s10Of = (country: string): RegExp => new RegExp(`^[A-Z]{2}\\d{9}${country}$`)

/**
 * Australia Post's consignments are 3 or 5 characters of the merchant's and 7 digits; an article adds up
 * to 11 digits: 10 to 23 in all. A scan of the whole barcode is longer, and no tracking number.
 */
// https://www.neodynamic.com/barcodes/Australia-Post-Domestic-eParcel-Barcode.aspx (3 + 7, article 16);
// the sample 33ABC0123456 of Starshipit's webhook (5 + 7), both read 2026-11-24. Unverified: that an
// article of the longer prefix has 23; one more is allowed for. Its check digit is not published.
const POSTAL = {
  looks: /^(?=(?:[A-Z]*\d){7})[A-Z0-9]{10,24}$/,
  says: '10 to 24 letters and digits without dashes, at least 7 of them digits',
}

/**
 * An eParcel article in full: the merchant's mark of 3 or 5, with a letter in it, 7 digits of the
 * consignment, 2 of the article, and 9 that begin with 0009 on every label that was seen. Nothing shorter
 * is Australia Post's alone: many a carrier's number is three letters and seven digits.
 */
// As shippers print them: 2XD198209601000935102 (https://glama.ai/mcp/servers/devkindhq/starshipit-mcp),
// 33D7E200120601000935001 (EWE's tracking API) and the sample of Starshipit's webhook; read 2026-11-24.
// Unverified: what the 0009 is; a label that has other digits there is simply not guessed.
const EPARCEL = /^(?=.{0,4}[A-Z])(?:[A-Z0-9]{3}|[A-Z0-9]{5})\d{9}0009\d{5}$/

// UPS, FedEx and DHL Express: lengths, weights and moduli as in the files ups, fedex and dhl of
// https://github.com/jkeen/tracking_number_data (read 2026-11-24). Not here for want of a published
// form: CouriersPlease, TNT, Team Global Express. Aramex: one sample is no form.
const FORMATS: { readonly [id in CarrierId]?: Format } = {
  'australia-post': { every: POSTAL, checked: [S10], own: [s10Of('AU'), EPARCEL] },
  'nz-post': { every: POSTAL, checked: [S10], own: [s10Of('NZ')] },
  usps: { own: [s10Of('US')] },
  'royal-mail': { own: [s10Of('GB')] },
  // Unverified: from the shippers' own notes; no published form of any other carrier is like it. The
  // numbers of its testbed begin with a digit (2FWZ50008569) and are left alone.
  startrack: { own: [/^[A-Z]{4}\d{8}$/] },
  ups: {
    // UPS has other forms too; what begins with 1Z is none of them.
    every: { looks: /^(?!1Z)|^1Z[A-Z0-9]{15}\d$/, says: '18 characters when they begin with 1Z' },
    checked: [
      {
        looks: /^1Z(?<serial>[A-Z0-9]{15})(?<check>\d)$/,
        digitOf: serial => upToTen(weighed(serial, [1, 2])),
      },
    ],
    own: [/^1Z[A-Z0-9]{15}\d$/],
  },
  // Numbers of TNT run under its name in Australia: of any other length nothing is known for sure.
  fedex: {
    checked: [
      {
        looks: /^(?<serial>\d{11})(?<check>\d)$/,
        digitOf: serial => (weighed(serial, [3, 1, 7]) % 11) % 10,
      },
      {
        looks: /^(?:96\d{5})?(?<serial>\d{14})(?<check>\d)$/,
        digitOf: serial => upToTen(weighed(serial, [1, 3])),
      },
    ],
  },
  // Its parcel and eCommerce companies number in their own ways. Yodel's JJD goes on for 16 digits.
  'dhl-express': {
    checked: [{ looks: /^(?<serial>\d{9})(?<check>\d)$/, digitOf: serial => Number(serial) % 7 }],
    own: [/^(?:JJD|JVGL)\d{9,10}$/],
  },
}

/** What people write where they have no number: no digit at all, or one character over and over. */
const NO_NUMBER = /^\D*$|^(.)\1*$/

/**
 * What is wrong with a number for good, in words that name it; null when it may be true. `number` is as
 * `readTrackingNumber` leaves it, `carrier` as people call it.
 */
export function numberFault(number: string, carrier: string): string | null {
  if (NO_NUMBER.test(number)) return `${number} is no tracking number.`
  const id = carrierNamed(carrier)
  const known = id && FORMATS[id]
  if (!known) return null
  const { name } = CARRIERS[id]
  if (known.every && !known.every.looks.test(number)) {
    return `${number} is no tracking number of ${name}: those have ${known.every.says}.`
  }
  return known.checked?.some(form => isMistyped(number, form))
    ? `${number} is no tracking number of ${name}: its check digit does not fit, so some character is wrong.`
    : null
}

/**
 * Whose number it is, when one carrier alone can have made it and its check digit, where there is one,
 * fits; null when several could, or none that we know. `number` is as `readTrackingNumber` leaves it.
 */
export function carrierOfNumber(number: string): CarrierId | null {
  if (isMistyped(number, S10)) return null
  const fitting = IDS.filter(
    id =>
      FORMATS[id]?.own?.some(form => form.test(number)) &&
      !FORMATS[id].checked?.some(form => isMistyped(number, form)),
  )
  const [only] = fitting
  return only !== undefined && fitting.length === 1 ? only : null
}

const IDS = Object.keys(FORMATS) as CarrierId[]

function isMistyped(number: string, { looks, digitOf }: Checked): boolean {
  const { serial, check } = looks.exec(number)?.groups ?? {}
  return serial !== undefined && check !== undefined && digitOf(serial) !== Number(check)
}

/** The sum of all characters' values, each times its weight; the weights begin again when they run out. */
const weighed = (serial: string, weights: readonly number[]): number =>
  Array.from(serial).reduce(
    (sum, character, i) => sum + worth(character) * (weights[i % weights.length] ?? 0),
    0,
  )

/** A digit is worth itself; letters count on from A = 2 as UPS has them, and only their last digit. */
const worth = (character: string): number =>
  /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 'A'.charCodeAt(0) + 2) % 10

const upToTen = (sum: number): number => (10 - (sum % 10)) % 10
