// What runs in shoppers' browsers: built of its source, and small.
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compileScripts } from '../../scripts/build-scripts.ts'
import { EMBED_SCRIPT, PAGE_SCRIPT } from '../../src/edge/scripts.ts'

it('is what its source makes: `node scripts/build-scripts.ts` after a change', () => {
  expect(readFileSync('src/edge/scripts.ts', 'utf8')).toBe(compileScripts())
})

it('weighs at most 3 kB brotli on the page, and 4 kB as it is in a merchant’s website', () => {
  expect(brotliCompressSync(PAGE_SCRIPT.text).length).toBeLessThanOrEqual(3000)
  expect(EMBED_SCRIPT.text.length).toBeLessThanOrEqual(4096)
})
