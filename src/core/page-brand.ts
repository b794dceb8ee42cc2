// What the tracking page needs of a merchant's config: kept in its own column, so that the edge
// reads one small JSON and never the config schema.
import { carrierPage } from './carriers.ts'
import type { MerchantConfig } from './merchant.ts'

export type PageBrand = {
  readonly name: string
  readonly colour: string
  readonly logo: { readonly url: string; readonly width: number; readonly height: number } | null
  readonly website: string | null
  readonly support: { readonly email?: string; readonly phone?: string; readonly url?: string }
  readonly locale: string
  readonly timeZone: string
  /** A courier's name as shipments hold it → its own tracking page, `{number}` to be filled. */
  readonly trackingUrls: Readonly<Record<string, string>>
}

export function pageBrand(config: MerchantConfig): PageBrand {
  const { brand } = config
  return {
    name: brand.name,
    colour: brand.colour,
    logo: brand.logo ?? null,
    website: brand.website ?? null,
    support: brand.support,
    locale: config.locale,
    timeZone: config.timeZone,
    trackingUrls: Object.fromEntries(
      Object.values(config.couriers).flatMap(({ name, trackingUrl }) => {
        const page = trackingUrl ?? carrierPage(name)
        return page ? [[name, page]] : []
      }),
    ),
  }
}
