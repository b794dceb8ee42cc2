// What is measured, in which unit, and how good is good enough. The one list of metrics: the command,
// the table and the JSON are made of it. docs/decisions/006-bench.md says what each divides by what.
import { SENDERS, type Sender } from './told/scans.ts'

export type Spec = {
  readonly unit: string
  readonly target: number
  readonly better: 'higher' | 'lower'
}

/** One figure for each sender of webhooks: they differ in what they post and how they sign. */
const INGEST = Object.fromEntries(
  SENDERS.map(sender => [
    `ingest_ratio_${sender}`,
    { unit: 'ratio', target: 0.5, better: 'higher' } satisfies Spec,
  ]),
) as Record<`ingest_ratio_${Sender}`, Spec>

const SPECS = {
  page_throughput_ratio: { unit: 'ratio', target: 0.85, better: 'higher' },
  /** With a million shipments, divided by with a thousand. */
  page_latency_growth: { unit: 'ratio', target: 1.2, better: 'lower' },
  page_bytes_typical: { unit: 'bytes', target: 7168, better: 'lower' },
  page_bytes_worst: { unit: 'bytes', target: 12_288, better: 'lower' },
  /** The promise is 12 rows and one for each event: the events are taken off before it is compared. */
  rows_read_per_page: { unit: 'rows', target: 12, better: 'lower' },
  rows_written_per_shipment: { unit: 'rows', target: 30, better: 'lower' },
  import_noop_rows: { unit: 'rows', target: 0, better: 'lower' },
  duplicate_rows: { unit: 'rows', target: 0, better: 'lower' },
  ...INGEST,
  fold_us: { unit: 'µs', target: 50, better: 'lower' },
  email_speedup: { unit: 'times', target: 50, better: 'higher' },
  /** Half of it is words: docs/decisions/022-languages.md. */
  edge_kib_gzip: { unit: 'KiB', target: 128, better: 'lower' },
  sync_kib_gzip: { unit: 'KiB', target: 700, better: 'lower' },
  edge_startup_ms: { unit: 'ms', target: 100, better: 'lower' },
  sync_startup_ms: { unit: 'ms', target: 300, better: 'lower' },
} as const satisfies Record<string, Spec>

export type MetricName = keyof typeof SPECS
export const METRICS = Object.keys(SPECS) as readonly MetricName[]

/** The metric of that name, or all that begin with it: `ingest_ratio` is one for each sender. */
export const metricsNamed = (name: string): readonly MetricName[] =>
  METRICS.filter(metric => metric === name || metric.startsWith(`${name}_`))

/** One value a round, at least one; `note` says in a few words what they are made of. */
export type Measured = { readonly values: readonly number[]; readonly note: string }

/** Metrics that are measured together, because they need the same Workers. */
export type Family = {
  readonly metrics: readonly MetricName[]
  measure(wanted: ReadonlySet<MetricName>): Promise<ReadonlyMap<MetricName, Measured>>
}

export type Figure = Spec & {
  readonly value: number
  readonly min: number
  readonly max: number
}

/** The median of the rounds with their extremes, to four significant digits. */
export function figureOf(name: MetricName, { values }: Measured): Figure {
  return {
    value: rounded(median(values)),
    ...SPECS[name],
    min: rounded(Math.min(...values)),
    max: rounded(Math.max(...values)),
  }
}

export const isMet = ({ value, target, better }: Figure): boolean =>
  better === 'higher' ? value >= target : value <= target

/** The middle value, or the mean of the two middle ones. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('nothing was measured')
  return (lower + upper) / 2
}

/** Four significant digits, and whole numbers as they are: bytes must not be rounded. */
const rounded = (value: number): number =>
  Number.isInteger(value) ? value : Number(value.toPrecision(4))
