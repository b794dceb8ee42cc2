// The two faces of a run: a table for people, which says of every target whether it is met, and JSON
// for whoever keeps the figures.
import { type Figure, figureOf, isMet, type Measured, type MetricName } from './figures.ts'

type Measurements = ReadonlyMap<MetricName, Measured>

/** `{ "metrics": { "<name>": { value, unit, target, better, min, max } } }` */
export const toJson = (measured: Measurements): string =>
  `${JSON.stringify({ metrics: Object.fromEntries(figures(measured)) }, null, 2)}\n`

const figures = (measured: Measurements): [MetricName, Figure][] =>
  [...measured].map(([name, values]) => [name, figureOf(name, values)])

/** The table, then one sentence on the targets. */
export function table(measured: Measurements): string {
  const rows = figures(measured).map(([name, figure]) => [
    isMet(figure) ? 'met' : 'MISSED',
    name,
    show(figure.value),
    figure.unit,
    `${figure.better === 'higher' ? '≥' : '≤'} ${show(figure.target)}`,
    figure.min === figure.max ? '' : `${show(figure.min)}–${show(figure.max)}`,
    measured.get(name)?.note ?? '',
  ])
  const head = ['target', 'metric', 'median', 'unit', 'wanted', 'min–max', 'made of']
  return `${columns([head, ...rows])}\n\n${verdict(measured)}`
}

/** Which targets are missed, in words. */
export function verdict(measured: Measurements): string {
  const missed = missedOf(measured)
  const count = `${measured.size - missed.length} of ${measured.size} targets are met`
  return missed.length === 0 ? `${count}.` : `${count}. Missed: ${missed.join(', ')}.`
}

export const missedOf = (measured: Measurements): MetricName[] =>
  figures(measured).flatMap(([name, figure]) => (isMet(figure) ? [] : [name]))

/** Two spaces between columns; numbers stand to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(row => row[i]?.length ?? 0)))
  const isNumber = (i: number) => i === 2
  return rows
    .map(row =>
      row
        .map((cell, i) =>
          isNumber(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** As long as it needs to be, and never as if it met what it misses: `0.912`, `12288`, `231.4`. */
const show = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 3 : 1)
