// The public Worker starts for every shopper anew: its size is a promise (docs/decisions/001-house.md).
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('keeps edge at 100 KiB gzip or less, as wrangler uploads it', () => {
  const out = mkdtempSync(join(tmpdir(), 'waymark-edge-'))
  const { stdout } = spawnSync(
    'node_modules/.bin/wrangler',
    ['deploy', '--dry-run', '--outdir', out, '-c', 'wrangler.toml'],
    { encoding: 'utf8', env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false' } },
  )
  rmSync(out, { recursive: true })
  const kib = Number(/gzip: ([\d.]+) KiB/.exec(stdout)?.[1])
  expect(kib).toBeGreaterThan(10)
  expect(kib).toBeLessThanOrEqual(100)
}, 60_000)
