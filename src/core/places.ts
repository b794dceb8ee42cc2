// Where an address lies: its state by one name, its time zone. Platforms write `NSW`, `N.S.W.` and
// `New South Wales` for one place, and some leave the state out; the postcode then has to tell.
import type { Address } from './order.ts'

type AustralianState = 'ACT' | 'NSW' | 'NT' | 'QLD' | 'SA' | 'TAS' | 'VIC' | 'WA'

const AUSTRALIAN_STATES: Readonly<Record<AustralianState, { name: string; zone: string }>> = {
  ACT: { name: 'Australian Capital Territory', zone: 'Australia/Sydney' },
  NSW: { name: 'New South Wales', zone: 'Australia/Sydney' },
  NT: { name: 'Northern Territory', zone: 'Australia/Darwin' },
  QLD: { name: 'Queensland', zone: 'Australia/Brisbane' },
  SA: { name: 'South Australia', zone: 'Australia/Adelaide' },
  TAS: { name: 'Tasmania', zone: 'Australia/Hobart' },
  VIC: { name: 'Victoria', zone: 'Australia/Melbourne' },
  WA: { name: 'Western Australia', zone: 'Australia/Perth' },
}

/** First postcode of each run, ascending. https://en.wikipedia.org/wiki/Postcodes_in_Australia (read 2026-11-24) */
const AUSTRALIAN_POSTCODES: readonly (readonly [from: string, state: AustralianState | null])[] = [
  ['0200', 'ACT'],
  ['0300', null],
  ['0800', 'NT'],
  ['1000', 'NSW'],
  ['2600', 'ACT'],
  ['2619', 'NSW'],
  ['2900', 'ACT'],
  ['2921', 'NSW'],
  ['3000', 'VIC'],
  ['4000', 'QLD'],
  ['5000', 'SA'],
  ['6000', 'WA'],
  ['7000', 'TAS'],
  ['8000', 'VIC'],
  ['9000', 'QLD'],
]

/** Places that keep another time than the rest of their state, by country and postcode. */
const OWN_TIME: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AU: {
    '2880': 'Australia/Broken_Hill',
    '2898': 'Australia/Lord_Howe',
    '2899': 'Pacific/Norfolk',
    '6798': 'Indian/Christmas',
    '6799': 'Indian/Cocos',
    // Eucla's +8:45 is kept by custom, not by law, and Balladonia of the same postcode keeps
    // Perth's time: 45 minutes wrong for one roadhouse.
    '6443': 'Australia/Eucla',
  },
  // Unverified: 8016 (streets) and 8942 (boxes) are from memory; NZ Post's address checker can tell.
  NZ: { '8016': 'Pacific/Chatham', '8942': 'Pacific/Chatham' },
}

/** Countries that keep one time, as far as parcels go. All others get the caller's fallback. */
const ONE_ZONE: Readonly<Record<string, string>> = {
  AE: 'Asia/Dubai',
  AT: 'Europe/Vienna',
  BE: 'Europe/Brussels',
  CH: 'Europe/Zurich',
  CN: 'Asia/Shanghai',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  FI: 'Europe/Helsinki',
  FJ: 'Pacific/Fiji',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GR: 'Europe/Athens',
  HK: 'Asia/Hong_Kong',
  IE: 'Europe/Dublin',
  IN: 'Asia/Kolkata',
  IT: 'Europe/Rome',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  MY: 'Asia/Kuala_Lumpur',
  NC: 'Pacific/Noumea',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  NZ: 'Pacific/Auckland',
  PH: 'Asia/Manila',
  PL: 'Europe/Warsaw',
  SE: 'Europe/Stockholm',
  SG: 'Asia/Singapore',
  TH: 'Asia/Bangkok',
  TW: 'Asia/Taipei',
  VN: 'Asia/Ho_Chi_Minh',
  VU: 'Pacific/Efate',
  ZA: 'Africa/Johannesburg',
}

/** The IANA zone of the destination; `fallback` (the merchant's own) when the address does not tell. */
export function zoneOf(
  address: Pick<Address, 'state' | 'postcode' | 'country'>,
  fallback: string,
): string {
  const country = address.country?.trim().toUpperCase() ?? ''
  const postcode = address.postcode ? postcodeKey(country, address.postcode) : ''
  const ownTime = OWN_TIME[country]?.[postcode]
  if (ownTime) return ownTime
  if (country !== 'AU') return ONE_ZONE[country] ?? fallback
  const state = australianState(address.state ?? '') ?? stateOfPostcode(postcode)
  return state ? AUSTRALIAN_STATES[state].zone : fallback
}

/** `SYDNEY NSW 2000`: a state in capitals, and the four digits after it when they are all there is. */
const AUSTRALIAN_PLACE = /\b(NSW|VIC|QLD|SA|WA|TAS|ACT|NT)\b(?:[ ,]+(\d{4})(?![\d-]))?/

/**
 * Which part of Australia a line names, as scans write it; null when it names none. A state alone could
 * be Washington's WA, so it counts only where the line is known to be Australian, or says so.
 */
export function australianPlaceIn(
  line: string,
  isAustralian: boolean,
): Pick<Address, 'state' | 'postcode' | 'country'> | null {
  const [, state, postcode] = AUSTRALIAN_PLACE.exec(line) ?? []
  if (!state || !(postcode || isAustralian || /\b(?:AU|AUS|AUSTRALIA)\s*$/i.test(line))) return null
  return { state, postcode: postcode ?? null, country: 'AU' }
}

/** The code of an Australian state, however it is written; every other state stays as it is. */
export const stateCode = (country: string | null, state: string | null): string | null =>
  (country === 'AU' && state !== null ? australianState(state) : null) ?? state

/** A state in the form that two spellings of it share: `New South Wales` of AU → `nsw`. */
export function stateKey(country: string | null, state: string): string {
  const known = country === 'AU' ? australianState(state) : null
  return (known ?? state).trim().toLowerCase()
}

/** A postcode in the form that compares as text: upper case, no blanks, and AU's leading zeros back. */
export function postcodeKey(country: string | null, postcode: string): string {
  const key = postcode.replace(/\s+/g, '').toUpperCase()
  // Spreadsheets and number columns turn Darwin's 0800 into 800.
  return country === 'AU' && /^\d{3}$/.test(key) ? `0${key}` : key
}

/** `2026`, `2000-2234`. As text, so that 0800 keeps its zero; a range holds digits of one length only. */
export function isWithinPostcodes(country: string | null, wanted: string, seen: string): boolean {
  const [from = '', to = from] = wanted.split('-').map(end => postcodeKey(country, end))
  const postcode = postcodeKey(country, seen)
  if (from === to) return postcode === from
  const comparable = [from, to].every(end => end.length === postcode.length)
  return comparable && /^\d+$/.test(postcode) && postcode >= from && postcode <= to
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

const AUSTRALIAN_STATE_BY_LETTERS: ReadonlyMap<string, AustralianState> = new Map(
  (['ACT', 'NSW', 'NT', 'QLD', 'SA', 'TAS', 'VIC', 'WA'] as const).flatMap(code => [
    [lettersOf(code), code],
    [lettersOf(`AU-${code}`), code],
    [lettersOf(AUSTRALIAN_STATES[code].name), code],
  ]),
)

/** The code of an Australian state, however it is written; null when it names none. */
export function australianState(state: string): AustralianState | null {
  return AUSTRALIAN_STATE_BY_LETTERS.get(lettersOf(state)) ?? null
}

/** The state an Australian postcode lies in; null when it is none. */
export function stateOfPostcode(postcode: string): AustralianState | null {
  if (!/^\d{4}$/.test(postcode)) return null
  const run = AUSTRALIAN_POSTCODES.findLast(([from]) => from <= postcode)
  return run?.[1] ?? null
}
