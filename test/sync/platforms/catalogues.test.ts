// What each platform's catalogue is asked for pictures, and which of several it is. That nothing of it is in
// an order's way is in test/battery/import-pictures.workerd.test.ts.
import { describe, expect, it } from 'vitest'
import { ok } from '../../../src/core/result.ts'
import type { Context } from '../../../src/sync/context.ts'
import { type PlatformId, platformOf } from '../../../src/sync/platforms/index.ts'

const SETTINGS = {
  bigcommerce: { storeHash: 'abc1def2' },
  magento: { host: 'www.shop.example', auth: 'bearer', mediaHost: 'media.shop.example' },
  cin7: { username: 'WattleThreadsAU' },
}
const SECRETS = { accessToken: 'a', connectionKey: 'k' }

/** What is found, with these answers by a piece of the call's address, and how it was asked. */
async function find(
  id: keyof typeof SETTINGS & PlatformId,
  products: string[],
  answers: Record<string, unknown>,
) {
  const platform = platformOf(id)
  const asked: URL[] = []
  const context: Context<unknown> = {
    settings: platform?.settings.parse(SETTINGS[id]),
    secrets: SECRETS,
    now: 0,
    cache: { get: async () => null, put: async () => {} },
    http: async address => {
      asked.push(new URL(address))
      const [, body] = Object.entries(answers).find(([piece]) => address.includes(piece)) ?? []
      return ok({ status: 200, headers: new Headers(), text: JSON.stringify(body) })
    },
  }
  const found = await platform?.pictures?.catalogue?.find(products, context)
  return { found: found?.ok ? Object.fromEntries(found.value) : found?.problem, asked }
}

describe('BigCommerce', () => {
  it('gives the small picture of a product, or else the usual one', async () => {
    const at = (size: number) => `https://cdn11.bigcommerce.com/s-abc/${size}x${size}/1.jpg`
    const { found, asked } = await find('bigcommerce', ['77', '78', '79', '80'], {
      '/v3/catalog/products': {
        data: [
          { id: 77, primary_image: { url_thumbnail: at(220), url_standard: at(500) } },
          { id: 78, primary_image: { url_thumbnail: '', url_standard: at(500) } },
          { id: 79, primary_image: null },
          { id: 80, primary_image: { url_thumbnail: 'http://cdn11.bigcommerce.com/1.jpg' } },
        ],
        meta: {},
      },
    })
    expect(found).toEqual({ 77: at(220), 78: at(500) })
    expect(asked.map(url => Object.fromEntries(url.searchParams))).toEqual([
      {
        'id:in': '77,78,79,80',
        include: 'primary_image',
        exclude_fields: 'description',
        limit: '100',
      },
    ])
  })
})

describe('Magento', () => {
  const entry = (file: unknown, change = {}) => ({
    ...{ id: 1, media_type: 'image', disabled: false, types: [], file },
    ...change,
  })
  const products = (...items: unknown[]) => ({
    '/V1/products?': { items, search_criteria: {}, total_count: items.length },
  })
  const stores = (media: string) => ({
    '/V1/store/storeConfigs': [{ id: 1, secure_base_media_url: media }],
  })
  const MEDIA = 'https://media.shop.example/m/'

  it('gives the picture of the variant, or else of its product, the smallest role first', async () => {
    const { found, asked } = await find('magento', ['55,54', '57,56', '60'], {
      ...products(
        { id: 55, media_gallery_entries: [] },
        { id: 54, media_gallery_entries: [entry('/a/54.jpg')] },
        { id: 57, media_gallery_entries: [entry('/a/57.jpg')] },
        { id: 56, media_gallery_entries: [entry('/a/56.jpg')] },
        {
          id: 60,
          media_gallery_entries: [
            entry('/a/film.jpg', { media_type: 'external-video', types: ['thumbnail'] }),
            entry('/a/hidden.jpg', { disabled: true, types: ['thumbnail'] }),
            entry(null, { types: ['thumbnail'] }),
            entry('/a/large.jpg', { types: ['image'] }),
            entry('/a/small.jpg', { types: ['small_image'] }),
          ],
        },
      ),
      ...stores(MEDIA),
    })
    expect(found).toEqual({
      '55,54': `${MEDIA}catalog/product/a/54.jpg`,
      '57,56': `${MEDIA}catalog/product/a/57.jpg`,
      60: `${MEDIA}catalog/product/a/small.jpg`,
    })
    expect(asked[0]?.searchParams.get('searchCriteria[filterGroups][0][filters][0][value]')).toBe(
      '55,54,57,56,60',
    )
  })

  it.each(['https://elsewhere.example/media/', ''])(
    'looks for files on the shop itself where its media address is %j',
    async media => {
      const { found } = await find('magento', ['54'], {
        ...products({ id: 54, media_gallery_entries: [entry('/a/54.jpg')] }),
        ...stores(media),
      })
      expect(found).toEqual({ 54: 'https://www.shop.example/media/catalog/product/a/54.jpg' })
    },
  )
})

describe('Cin7 Omni', () => {
  it('gives the picture of the option that was ordered, or else of the product, over https', async () => {
    const at = (name: string) => `//go.cin7.com/webfiles/A/webpages/images/300/${name}.jpg`
    const { found, asked } = await find('cin7', ['300/301', '300/302', '303', '304/305'], {
      '/api/v1/Products?': [
        {
          id: 300,
          images: [{ link: null }, { link: `https:${at('front')}` }],
          productOptions: [
            { id: 301, image: { link: `http:${at('red_tn')}` } },
            { id: 302, image: null },
          ],
        },
        { id: 303, images: [{ link: `https:${at('other')}` }] },
        { id: 304, images: null, productOptions: null },
      ],
    })
    expect(found).toEqual({
      '300/301': `https:${at('red_tn')}`,
      '300/302': `https:${at('front')}`,
      303: `https:${at('other')}`,
    })
    expect(asked[0]?.searchParams.get('where')).toBe('id IN (300,303,304)')
    expect(asked).toHaveLength(1)
  })
})
