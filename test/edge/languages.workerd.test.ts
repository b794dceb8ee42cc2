// The language a page speaks, and those it offers.
import { beforeAll, describe, expect, it } from 'vitest'
import { LOCALES } from '../../src/core/words.ts'
import { get, seedPages } from './door.ts'
import { BRAND, PAGES, type SamplePage } from './sample-pages.ts'

const GOOD = PAGES.transit.token
const GERMAN: SamplePage = { token: '0DEXTSCH777777777777777777', locale: 'de-AT', parcels: [] }
const RESTRICTED: SamplePage = {
  ...GERMAN,
  token: '0EXNZXGE777777777777777777',
  brand: { ...BRAND, locales: ['en-AU', 'zh-Hans'] },
}

beforeAll(() => seedPages(GERMAN, RESTRICTED))

describe('the language of a page', () => {
  const languageOf = async (path: string, wished = '') => {
    const response = await get(`/t/${path}`, { headers: { 'accept-language': wished } })
    return /<html lang="([^"]*)" dir="([^"]*)"/
      .exec(await response.text())
      ?.slice(1)
      .join(' ')
  }

  it.each([
    ['what is chosen before all else', `${GERMAN.token}/ar`, 'fr', 'ar rtl'],
    ['the order’s before the browser’s', GERMAN.token, 'fr', 'de ltr'],
    ['the browser’s best', GOOD, 'xx, ko;q=0.5, vi-VN;q=0.9, ja;q=0', 'vi ltr'],
    ['the next of a reader of Traditional Chinese', GOOD, 'zh-TW, ja;q=0.8, zh;q=0.1', 'ja ltr'],
    ['the merchant’s where the browser wants none of ours', GOOD, 'tlh', 'en-AU ltr'],
    ['none that the merchant does not want, chosen', `${RESTRICTED.token}/de`, '', 'en-AU ltr'],
    ['none that the merchant does not want', RESTRICTED.token, 'de, zh-CN;q=0.5', 'zh-Hans ltr'],
  ])('speaks %s', async (_, path, wished, spoken) => {
    expect(await languageOf(path, wished)).toBe(spoken)
  })

  it('offers the languages the merchant wants spoken', async () => {
    const offered = async (path: string) =>
      [...(await (await get(`/t/${path}`)).text()).matchAll(/hreflang="([^"]*)"/g)].map(
        ([, locale]) => locale,
      )
    expect(await offered(GOOD)).toEqual(LOCALES.map(({ locale }) => locale))
    expect(await offered(RESTRICTED.token)).toEqual(['en-AU', 'zh-Hans'])
  })
})
