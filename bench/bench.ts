// `npm run bench`: every figure we promise, measured in one run on this machine. Rates are ratios to
// a limit measured in turns with ours, so that they mean the same on a slow machine and a busy one.
import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { bundles } from './bundles.ts'
import { duplicates } from './duplicates.ts'
import { emails } from './emails.ts'
import { type Family, METRICS, type Measured, type MetricName, metricsNamed } from './figures.ts'
import { folds } from './folds.ts'
import { ingest } from './ingest.ts'
import { pageGrowth } from './page-growth.ts'
import { pageThroughput } from './page-throughput.ts'
import { pages } from './pages.ts'
import { shipmentRows } from './shipment-rows.ts'
import { missedOf, table, toJson } from './table.ts'

const FAMILIES: readonly Family[] = [
  pages,
  shipmentRows,
  duplicates,
  folds,
  emails,
  bundles,
  pageThroughput,
  pageGrowth,
  ingest,
]

const command = new Command('npm run bench --')
  .description('Measures Waymark against its targets; offline, in a few minutes.')
  .option('--json <file>', 'write the figures as JSON')
  .option(
    '--metrics <names>',
    `only these, by commas, or all that begin so (ingest_ratio): ${METRICS.join(', ')}`,
    readNames,
  )
  .option('--strict', 'exit 1 when a target is missed')
  .parse()

const options = command.opts<{ json?: string; metrics?: MetricName[]; strict?: boolean }>()
const measured = await measureAll(new Set(options.metrics ?? METRICS))
console.log(`\n${table(measured)}`)
if (options.json) writeFileSync(options.json, toJson(measured))
if (options.strict && missedOf(measured).length > 0) process.exitCode = 1

/** One family after the other: two at once would measure each other. */
async function measureAll(wanted: ReadonlySet<MetricName>) {
  const found = new Map<MetricName, Measured>()
  for (const family of FAMILIES) {
    const names = family.metrics.filter(name => wanted.has(name))
    if (names.length === 0) continue
    const startedAt = performance.now()
    for (const [name, values] of await family.measure(new Set(names))) found.set(name, values)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(`measured ${names.join(', ')} (${seconds} s)`)
  }
  return new Map(METRICS.flatMap(name => pairOf(name, found.get(name))))
}

function pairOf(name: MetricName, values: Measured | undefined): [MetricName, Measured][] {
  return values ? [[name, values]] : []
}

function readNames(text: string): MetricName[] {
  const names = text.split(',').map(name => name.trim())
  const unknown = names.filter(name => metricsNamed(name).length === 0)
  if (unknown.length > 0) throw new InvalidArgumentError(`there is no ${unknown.join(', ')}`)
  return names.flatMap(metricsNamed)
}
