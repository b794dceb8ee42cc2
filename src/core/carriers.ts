// The carriers that Waymark knows by name: how people and feeds write each, its own tracking page, and
// whose clocks its scans are read from when a scan tells neither zone nor place. A carrier that is not
// here works all the same; its feed and its tracking page must then be named in the config.

type Known = {
  /** As a shopper reads it. */
  readonly name: string
  /** As its name reads in capitals, words parted by one blank. */
  readonly named: RegExp
  /** Its tracking page; `{number}` stands for the number. null: none that a number alone opens. */
  readonly page: string | null
  /** The zone of its scans, where they tell none. */
  readonly zone: string
}

// Pages: as the carriers' own sites link them, or shippy and karrio do (read 2026-11-23). Unverified:
// StarTrack, TGE, Direct Freight, Hunter, Allied and Aramex; a wrong one is set right in the config
// (`couriers.<name>.trackingUrl`).
export const CARRIERS = {
  'australia-post': {
    name: 'Australia Post',
    named: /^(?:AUSTRALIA ?POST|AUS ?POST|EPARCEL|MYPOST)\b/,
    page: 'https://auspost.com.au/mypost/track/details/{number}',
    zone: 'Australia/Melbourne',
  },
  startrack: {
    name: 'StarTrack',
    named: /^STAR ?TRACK\b/,
    page: 'https://startrack.com.au/track/details/{number}',
    zone: 'Australia/Melbourne',
  },
  'nz-post': {
    name: 'NZ Post',
    named: /^(?:NZ|NEW ZEALAND) ?POST\b/,
    page: 'https://www.nzpost.co.nz/tools/tracking?trackid={number}',
    zone: 'Pacific/Auckland',
  },
  'dhl-express': {
    name: 'DHL Express',
    named: /^DHL(?: EXPRESS\b.*)?$/,
    page: 'https://www.dhl.com/au-en/home/tracking.html?tracking-id={number}',
    zone: 'UTC',
  },
  'dhl-ecommerce': {
    name: 'DHL eCommerce',
    named: /^DHL E ?COMMERCE\b/,
    page: 'https://www.dhl.com/au-en/home/tracking.html?tracking-id={number}',
    zone: 'UTC',
  },
  fedex: {
    name: 'FedEx',
    named: /^FED ?EX\b/,
    page: 'https://www.fedex.com/fedextrack/?trknbr={number}',
    zone: 'UTC',
  },
  tnt: {
    name: 'TNT',
    named: /^TNT\b/,
    page: 'https://www.tnt.com/express/en_au/site/tracking.html?searchType=con&cons={number}',
    zone: 'Australia/Sydney',
  },
  ups: {
    name: 'UPS',
    named: /^UPS\b/,
    page: 'https://www.ups.com/track?tracknum={number}',
    zone: 'UTC',
  },
  couriersplease: {
    name: 'CouriersPlease',
    named: /^COURIERS ?PLEASE\b/,
    page: 'https://www.couriersplease.com.au/tools-track?no={number}',
    zone: 'Australia/Sydney',
  },
  aramex: {
    name: 'Aramex',
    named: /^(?:ARAMEX|FASTWAY)\b/,
    page: 'https://www.aramex.com.au/tools/track/?l={number}',
    zone: 'Australia/Sydney',
  },
  'team-global-express': {
    name: 'Team Global Express',
    named: /^(?:TEAM GLOBAL EXPRESS|TGE|TOLL)\b/,
    page: null,
    zone: 'Australia/Melbourne',
  },
  'direct-freight': {
    name: 'Direct Freight Express',
    named: /^DIRECT FREIGHT\b/,
    page: null,
    zone: 'Australia/Sydney',
  },
  hunter: { name: 'Hunter Express', named: /^HUNTER\b/, page: null, zone: 'Australia/Sydney' },
  allied: { name: 'Allied Express', named: /^ALLIED\b/, page: null, zone: 'Australia/Sydney' },
  'uber-direct': { name: 'Uber Direct', named: /^UBER\b/, page: null, zone: 'UTC' },
  'doordash-drive': { name: 'DoorDash', named: /^DOOR ?DASH\b/, page: null, zone: 'UTC' },
  usps: {
    name: 'USPS',
    named: /^(?:USPS|UNITED STATES POSTAL SERVICE)\b/,
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={number}',
    zone: 'UTC',
  },
  'royal-mail': {
    name: 'Royal Mail',
    named: /^ROYAL ?MAIL\b/,
    page: 'https://www.royalmail.com/track-your-item#/tracking-results/{number}',
    zone: 'Europe/London',
  },
} as const satisfies Record<string, Known>

export type CarrierId = keyof typeof CARRIERS

const IDS = Object.keys(CARRIERS) as CarrierId[]

/** A carrier by what a feed or a merchant calls it, `australia-post` or `AusPost eParcel`; null: not known. */
export function carrierNamed(text: string): CarrierId | null {
  const name = text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()
  return IDS.find(id => CARRIERS[id].named.test(name)) ?? null
}

/** The carrier's own tracking page, `{number}` to be filled; null when none is known. */
export function carrierPage(name: string): string | null {
  const id = carrierNamed(name)
  return id && CARRIERS[id].page
}
