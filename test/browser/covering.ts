// Which combinations to try when all of them are too many: those in which any two values of two factors meet.

export type Factors = Readonly<Record<string, readonly (string | number)[]>>
export type Row<F extends Factors> = { readonly [name in keyof F]: F[name][number] }

/** Every combination. */
export function everyRow<F extends Factors>(factors: F): Row<F>[] {
  return Object.entries(factors).reduce<object[]>(
    (rows, [name, values]) => rows.flatMap(row => values.map(value => ({ ...row, [name]: value }))),
    [{}],
  ) as Row<F>[]
}

/**
 * One row for each pair of the first two factors' values, so these should be the longest, completed with what
 * meets most that has not met before. Greedy: that nothing is left over is for a test to say.
 */
export function covering<F extends Factors>(factors: F): Row<F>[] {
  const all = everyRow(factors)
  const [first = [], second = []] = Object.values(factors)
  const count = first.length * second.length
  const met = new Set<string>()
  return Array.from({ length: count }, (_, i) => {
    const candidates = all.slice((i * all.length) / count, ((i + 1) * all.length) / count)
    const news = candidates.map(row => pairsOf(row).filter(pair => !met.has(pair)).length)
    const best = candidates[news.indexOf(Math.max(...news))] as Row<F>
    for (const pair of pairsOf(best)) met.add(pair)
    return best
  })
}

/** The values that meet in a row, two by two. */
export function pairsOf(row: object): string[] {
  const cells = Object.entries(row).map(([name, value]) => `${name} ${value}`)
  return cells.flatMap((cell, i) => cells.slice(i + 1).map(other => `${cell}, ${other}`))
}
