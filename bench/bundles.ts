// What is uploaded, and what it costs to start. Sizes are what `wrangler deploy` would upload, gzip.
// Start-up is the CPU that V8 spends until the module is evaluated, sampled by `wrangler check startup`
// in workerd on this machine: parsing, compiling and running the top level, garbage collection included,
// waiting excluded. It is no ratio, so a busy or slow machine shows more; Cloudflare's own limit is 1 s.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Family, Measured, MetricName } from './figures.ts'

const ROUNDS = 5

const WORKERS = [
  { config: 'wrangler.toml', size: 'edge_kib_gzip', startup: 'edge_startup_ms' },
  { config: 'wrangler.sync.toml', size: 'sync_kib_gzip', startup: 'sync_startup_ms' },
] as const

export const bundles: Family = {
  metrics: WORKERS.flatMap(({ size, startup }) => [size, startup]),
  measure: async wanted => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
    try {
      const found = new Map<MetricName, Measured>()
      for (const { config, size, startup } of WORKERS) {
        if (!wanted.has(size) && !wanted.has(startup)) continue
        const bundle = join(folder, `${size}.bundle`)
        const built = wrangler(['deploy', '--dry-run', '--outfile', bundle, '-c', config])
        if (wanted.has(size)) found.set(size, sizeOf(built))
        if (wanted.has(startup)) found.set(startup, startupOf(bundle, config, folder))
      }
      return found
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function sizeOf(output: string): Measured {
  const [, raw, gzip] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(output) ?? []
  if (!gzip) throw new Error(`wrangler named no size:\n${output}`)
  return { values: [Number(gzip)], note: `${raw} KiB before gzip` }
}

function startupOf(bundle: string, config: string, folder: string): Measured {
  const values = Array.from({ length: ROUNDS }, () => {
    const profile = join(folder, 'startup.cpuprofile')
    const args = ['check', 'startup', '--worker', bundle, '--outfile', profile, '-c', config]
    const output = wrangler(args)
    const active = /Active: ([\d.]+) ms/.exec(output)?.[1]
    if (!active) throw new Error(`wrangler named no start-up time:\n${output}`)
    return Number(active)
  })
  return { values, note: `CPU until the module is evaluated, ${ROUNDS} starts` }
}

function wrangler(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/wrangler', args, {
    encoding: 'utf8',
    env: { ...process.env, CI: '1', WRANGLER_LOG: 'log', WRANGLER_SEND_METRICS: 'false' },
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`wrangler ${args.join(' ')} failed:\n${stdout}${stderr}`)
  return stdout
}
