// The public Worker starts for every shopper anew: its size is a promise (docs/decisions/001-house.md),
// of the code and, apart from it, of the languages (022-languages.md): one must not hide the other.
// sync may be larger, but what it must not carry would come in by one careless import.
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { enAU, enAUMessages } from '../../src/core/words/en-AU.ts'

const SourceMap = z.object({ sources: z.array(z.string()) })

type Upload = {
  readonly kib: number
  readonly code: string
  /** The files it was made of. */
  readonly sources: readonly string[]
}

/** As wrangler uploads it. */
function upload(config: string, args: readonly string[] = []): Upload {
  const out = mkdtempSync(join(tmpdir(), 'waymark-size-'))
  try {
    const { stdout } = spawnSync(
      'node_modules/.bin/wrangler',
      ['deploy', '--dry-run', '--outdir', out, '-c', config, ...args],
      { encoding: 'utf8', env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' } },
    )
    const kib = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1])
    const map = readFileSync(join(out, 'worker.js.map'), 'utf8')
    const code = readFileSync(join(out, 'worker.js'), 'utf8')
    return { kib, code, sources: SourceMap.parse(JSON.parse(map)).sources }
  } finally {
    rmSync(out, { recursive: true })
  }
}

/** The arguments that put empty tables in the place of all words but English. */
function withoutTables(folder: string): readonly string[] {
  const empty = join(folder, 'no-words.ts')
  const tables = globSync('src/core/words/*.ts').filter(file => !file.endsWith('en-AU.ts'))
  const names = tables.flatMap(file =>
    [...readFileSync(file, 'utf8').matchAll(/^export const (\w+)/gm)].map(([, name]) => name),
  )
  writeFileSync(empty, names.map(name => `export const ${name} = {}\n`).join(''))
  return tables.flatMap(file => ['--alias', `./words/${basename(file)}:${empty}`])
}

/** The packages in it, `twilio` or `@react-email/render`. */
const packagesOf = (sources: readonly string[]): Set<string> =>
  new Set(
    sources.flatMap(source => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []),
  )

describe('the upload', () => {
  it('of edge is 128 KiB gzip or less in all languages, and carries no words of mails', () => {
    const { kib, code } = upload('wrangler.toml')
    expect(kib).toBeGreaterThan(64)
    expect(kib).toBeLessThanOrEqual(128)
    expect(code).toContain(enAU.statuses.in_transit.explanation) // it can see
    for (const { lead } of Object.values(enAUMessages.mails)) expect(code).not.toContain(lead)
  }, 60_000)

  it('of edge is 64 KiB gzip or less in English alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-words-'))
    try {
      const { kib } = upload('wrangler.toml', withoutTables(folder))
      expect(kib).toBeGreaterThan(10)
      expect(kib).toBeLessThanOrEqual(64)
    } finally {
      rmSync(folder, { recursive: true })
    }
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
