// Cin7's words → ours.

/** `status` of an order that was voided; the flag `isVoid` says the same. */
export const VOID = 'VOID' // from memory: no public list of the values of `status` was found

/**
 * Cin7 keeps countries as people and connectors write them. These names are not the ones that
 * `Intl.DisplayNames` gives (read.ts asks it for all others), or are asked for most.
 */
export const COUNTRY: Readonly<Record<string, string>> = {
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

/** Australian states written out, as some connectors bring them. */
export const STATE: Readonly<Record<string, string>> = {
  'australian capital territory': 'ACT',
  'new south wales': 'NSW',
  'northern territory': 'NT',
  queensland: 'QLD',
  'south australia': 'SA',
  tasmania: 'TAS',
  victoria: 'VIC',
  'western australia': 'WA',
}
