// Countries as people, shops and connectors write them, in the form we keep (order.ts).

/** Names that `Intl.DisplayNames` does not give, and those that are asked for most. */
const COUNTRY: Readonly<Record<string, string>> = {
  australia: 'AU',
  aus: 'AU',
  'new zealand': 'NZ',
  nzl: 'NZ',
  'aotearoa new zealand': 'NZ',
  uk: 'GB',
  gbr: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  'united states of america': 'US',
  america: 'US',
  'hong kong': 'HK',
  macau: 'MO',
  'korea, republic of': 'KR',
  'russian federation': 'RU',
  'viet nam': 'VN',
  'czech republic': 'CZ',
  turkey: 'TR',
  'united arab emirates': 'AE',
  uae: 'AE',
}

/** ISO 3166-1 alpha-2, or null when the text names no country we know. */
export function countryCode(name: string | null): string | null {
  if (!name) return null
  const key = name.toLowerCase()
  if (Object.hasOwn(COUNTRY, key)) return COUNTRY[key] ?? null
  return /^[a-z]{2}$/i.test(name) ? name.toUpperCase() : (englishNames().get(key) ?? null)
}

let names: ReadonlyMap<string, string> | null = null

/** English country names in lower case → code, of every two letters that are a country's today. */
function englishNames(): ReadonlyMap<string, string> {
  if (names) return names
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  const codes = letters.flatMap(first => letters.map(second => `${first}${second}`))
  const current = codes.filter(code => new Intl.Locale(`und-${code}`).region === code)
  names = new Map(
    current.flatMap(code => {
      const name = english.of(code)
      return name ? [[name.toLowerCase(), code] as const] : []
    }),
  )
  return names
}
