// The public Worker starts for every shopper anew: its size is a promise (docs/decisions/001-house.md).
// sync may be larger, but what it must not carry would come in by one careless import.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const SourceMap = z.object({ sources: z.array(z.string()) })

/** As wrangler uploads it: the size in KiB gzip, and the files it was made of. */
function upload(config: string): { readonly kib: number; readonly sources: readonly string[] } {
  const out = mkdtempSync(join(tmpdir(), 'waymark-size-'))
  try {
    const { stdout } = spawnSync(
      'node_modules/.bin/wrangler',
      ['deploy', '--dry-run', '--outdir', out, '-c', config],
      { encoding: 'utf8', env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' } },
    )
    const kib = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1])
    const map = readFileSync(join(out, 'worker.js.map'), 'utf8')
    return { kib, sources: SourceMap.parse(JSON.parse(map)).sources }
  } finally {
    rmSync(out, { recursive: true })
  }
}

/** The packages in it, `twilio` or `@react-email/render`. */
const packagesOf = (sources: readonly string[]): Set<string> =>
  new Set(
    sources.flatMap(source => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
  )

describe('the upload', () => {
  it('of edge is 100 KiB gzip or less', () => {
    const { kib } = upload('wrangler.toml')
    expect(kib).toBeGreaterThan(10)
    expect(kib).toBeLessThanOrEqual(100)
  }, 60_000)

  it('of sync is 700 KiB gzip or less, without React, Prettier and the rest of the SDKs', () => {
    const { kib, sources } = upload('wrangler.sync.toml')
    expect(kib).toBeGreaterThan(10)
    expect(kib).toBeLessThanOrEqual(700)
    const packages = packagesOf(sources)
    expect([...packages]).toEqual(expect.arrayContaining(['resend', 'twilio', 'zod'])) // it can see
    for (const heavy of ['react', 'react-dom', 'prettier', '@react-email/render']) {
      expect(packages).not.toContain(heavy)
    }
    // Its message resource and its signatures are ten files; all products are two thousand.
    expect(sources.filter(source => source.includes('/twilio/lib/')).length).toBeLessThan(20)
  }, 60_000)
})
