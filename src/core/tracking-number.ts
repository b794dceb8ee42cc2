// Which tracking numbers cannot be true, by the carriers' published formats: a marketplace takes a
// number once and no correction after it. Only what is sure is refused, because a number wrongly held back
// is late: a carrier is here when its numbers' form is published, and a number of any other passes.

/** A form whose last digit follows from the others. */
type Checked = {
  readonly looks: RegExp
  readonly digitOf: (serial: string) => number
}

type Carrier = {
  /** As its name reads in capitals, words parted by one blank. */
  readonly named: RegExp
  /** What holds for every number of it, and how to say that. */
  readonly every?: { readonly looks: RegExp; readonly says: string }
  readonly checked: readonly Checked[]
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

// UPS, FedEx and DHL Express: lengths, weights and moduli as in the files ups, fedex and dhl of
// https://github.com/jkeen/tracking_number_data (read 2026-11-24). Not here for want of a published
// form: CouriersPlease, StarTrack, TNT, Team Global Express. Aramex: one sample is no form.
const CARRIERS: Readonly<Record<string, Carrier>> = {
  'Australia Post': {
    named: /^(?:AUSTRALIA ?POST|AUS ?POST|EPARCEL|MYPOST)\b/,
    every: POSTAL,
    checked: [S10],
  },
  'NZ Post': { named: /^(?:NZ|NEW ZEALAND) ?POST\b/, every: POSTAL, checked: [S10] },
  UPS: {
    named: /^UPS\b/,
    // UPS has other forms too; what begins with 1Z is none of them.
    every: { looks: /^(?!1Z)|^1Z[A-Z0-9]{15}\d$/, says: '18 characters when they begin with 1Z' },
    checked: [
      {
        looks: /^1Z(?<serial>[A-Z0-9]{15})(?<check>\d)$/,
        digitOf: serial => upToTen(weighed(serial, [1, 2])),
      },
    ],
  },
  // Numbers of TNT run under its name in Australia: of any other length nothing is known for sure.
  FedEx: {
    named: /^FED ?EX\b/,
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
  // Its parcel and eCommerce companies number in their own ways.
  'DHL Express': {
    named: /^DHL(?: EXPRESS\b.*)?$/,
    checked: [{ looks: /^(?<serial>\d{9})(?<check>\d)$/, digitOf: serial => Number(serial) % 7 }],
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
  const [name, known] = knownAs(carrier) ?? []
  if (!known) return null
  if (known.every && !known.every.looks.test(number)) {
    return `${number} is no tracking number of ${name}: those have ${known.every.says}.`
  }
  return known.checked.some(form => isMistyped(number, form))
    ? `${number} is no tracking number of ${name}: its check digit does not fit, so some character is wrong.`
    : null
}

/** A carrier by the name that a feed or a merchant gives it, `australia-post` or `AusPost eParcel`. */
function knownAs(carrier: string): [string, Carrier] | undefined {
  const name = carrier
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
  return Object.entries(CARRIERS).find(([, { named }]) => named.test(name))
}

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
