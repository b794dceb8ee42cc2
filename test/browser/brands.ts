// The example merchants' looks over the sample pages: what a theme does is seen on all of them.
import { readFileSync } from 'node:fs'
import { readConfig } from '../../cli/config-file.ts'
import { type PageBrand, pageBrand } from '../../src/core/page-brand.ts'
import type { SamplePage } from '../edge/sample-pages.ts'

/** `demo` is the samples' own, without a theme. */
export const BRANDS = ['demo', 'fashion', 'outdoor', 'pharmacy'] as const
export type BrandName = (typeof BRANDS)[number]

/** The same order at that merchant's, behind a link of its own. */
export function branded(sample: SamplePage, name: BrandName): SamplePage {
  if (name === 'demo') return sample
  const letter = (name[0] ?? '').toUpperCase().replace('O', 'R')
  return { ...sample, token: sample.token.slice(0, -1) + letter, brand: brandOf(name) }
}

export function brandOf(name: Exclude<BrandName, 'demo'>): PageBrand {
  const file = `merchants/examples/${name}.yaml`
  const config = readConfig(readFileSync(file, 'utf8'))
  if (!config.ok) throw new Error(`${file} is not right; \`waymark check ${file}\` says why.`)
  return pageBrand(config.value)
}
