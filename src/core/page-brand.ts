// What the tracking page needs of a merchant's config: kept in its own column, so that the edge
// reads one small JSON and never the config schema.
import { carrierPage } from './carriers.ts'
import { ICONIC_DEFAULT, policyOf } from './channel.ts'
import type { MerchantConfig } from './merchant.ts'
import type { PageConfig } from './page-config.ts'

export type PageBrand = {
  readonly name: string
  readonly colour: string
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null
  readonly website: string | null
  readonly support: { readonly email?: string; readonly phone?: string; readonly url?: string }
  readonly locale: string
  /** The languages spoken to shoppers; left out: all. */
  readonly locales?: readonly string[]
  readonly timeZone: string
  /** A courier's name as shipments hold it → its own tracking page, `{number}` to be filled. */
  readonly trackingUrls: Readonly<Record<string, string>>
  readonly page: PageConfig
  /** Channels whose shoppers get facts and never advertising. */
  readonly factsOnly: readonly string[]
}

export function pageBrand(config: MerchantConfig): PageBrand {
  const { brand, channels } = config
  return {
    name: brand.name,
    colour: brand.colour,
    logo: brand.logo ?? null,
    website: brand.website ?? null,
    support: brand.support,
    locale: config.locale,
    locales: config.locales,
    timeZone: config.timeZone,
    trackingUrls: Object.fromEntries(
      Object.values(config.couriers).flatMap(({ name, trackingUrl }) => {
        const page = trackingUrl ?? carrierPage(name)
        return page ? [[name, page]] : []
      }),
    ),
    page: config.page,
    factsOnly: [...new Set([ICONIC_DEFAULT.name, ...channels.map(({ name }) => name)])].filter(
      name => !policyOf(name, channels).promotions,
    ),
  }
}
