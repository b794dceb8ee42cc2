// Reads a phone number as people type it. The one file that knows libphonenumber-js, and the reason
// why core has a second dependency: docs/decisions/phone-numbers.md. Keep it out of the edge.
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/mobile'

type MobileReading =
  | { readonly e164: string }
  | { readonly none: 'invalid' | 'not_mobile' | 'country_not_served' }

/** Longer than any number with every separator; no need to read on. */
const MAX_LENGTH = 40

/**
 * The E.164 form of a mobile number of one of `countries` (ISO codes); national spellings are read
 * as numbers of `region`. `0412 345 678` in AU → `+61412345678`.
 */
export function readMobile(
  phone: string,
  region: string | null,
  countries: readonly string[],
): MobileReading {
  const typed = phone.replace(/\p{Cf}/gu, '').trim() // invisible marks come along from address books
  if (typed.length > MAX_LENGTH) return { none: 'invalid' }
  // Most of the world dials 00 where Australia dials 0011, which libphonenumber already reads.
  const text = typed.replace(/^00(?!11)/, '+')
  const number = parsePhoneNumberFromString(text, {
    defaultCountry: region !== null && isSupportedCountry(region) ? region : 'AU',
    extract: false, // the whole text is one number, or it is none
  })
  if (!number || number.ext) return { none: 'invalid' }
  // The `mobile` metadata know no other numbers: what is not a mobile is not valid to them.
  if (number.isValid() && number.country) {
    const served = countries.includes(number.country)
    return served ? { e164: number.number } : { none: 'country_not_served' }
  }
  // No bare function references: libphonenumber takes a further argument for metadata of one's own.
  const servedCodes = countries
    .filter(country => isSupportedCountry(country))
    .map(country => getCountryCallingCode(country))
  const servedCode = servedCodes.includes(number.countryCallingCode)
  return { none: servedCode ? 'not_mobile' : 'country_not_served' }
}
