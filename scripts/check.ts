// `npm run check`: everything that must hold before a change lands, in one command. CI runs the
// same list. Each line says what it checks, how long it took, and at the end what failed. `--no-tests`
// leaves one out, by its name. The sizes of both Workers are among the tests.
import { spawnSync } from 'node:child_process'
import { standIns } from '../demo/world/stand-ins.ts'

const COUNTS = [
  'page_bytes_typical',
  'page_bytes_worst',
  'rows_read_per_page',
  'rows_written_per_shipment',
  'import_noop_rows',
  'duplicate_rows',
]

/** Two senders of fourteen: enough to see that rates can still be measured. */
const RATES = ['ingest_ratio_17track', 'ingest_ratio_starshipit']

const CHECKS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'format', command: ['biome', 'format', '.'] },
  { name: 'lint', command: ['biome', 'lint', '--error-on-warnings', '.'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types-browser', command: ['tsc', '--noEmit', '--project', 'src/edge/browser'] },
  { name: 'tests', command: ['vitest', 'run'] },
  { name: 'browser', command: ['vitest', 'run', '--config', 'vitest.browser.config.ts'] },
  ...Object.keys(standIns).map(id => ({
    name: `demo-${id}`,
    command: ['node', 'demo/start.ts', '--once', '--platform', id],
  })),
  // Counts alone must be met: what takes time says little on a machine that others use.
  { name: 'bench', command: ['node', 'bench/bench.ts', '--strict', '--metrics', COUNTS.join(',')] },
  { name: 'rates', command: ['node', 'bench/bench.ts', '--metrics', RATES.join(',')] },
]

const skipped = new Set(
  process.argv.filter(arg => arg.startsWith('--no-')).map(arg => arg.slice(5)),
)
const failed: string[] = []

for (const { name, command } of CHECKS) {
  if (skipped.has(name)) continue
  const [program = '', ...args] = command
  const started = performance.now()
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (status !== 0) failed.push(name)
}

if (failed.length > 0) {
  console.error(`\nNot ready: ${failed.join(', ')}.`)
  process.exit(1)
}
console.log('\nAll is well.')
