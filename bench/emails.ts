// How much CPU a mail costs: ours is filled from a compiled template (HTML and text), the other way is
// React Email's own render(), once for HTML and once for text. All four templates, in turns.
import type { TemplateName } from '../src/core/message.ts'
import { importBundled } from '../scripts/bundled.ts'
import type * as Renderers from './emails-rendered.ts'
import type { Family } from './figures.ts'
import { median } from './figures.ts'
import { inTurns } from './rounds.ts'

const ROUNDS = 7
/** Long enough for the CPU clock of each side. */
const FILLS = 4000
const RENDERS = 12

export const emails: Family = {
  metrics: ['email_speedup'],
  measure: async () => {
    process.env.NODE_ENV = 'production' // before React is loaded: its development build is slower
    const { TEMPLATES, fillMail, renderMail } = (await importBundled(
      'bench/emails-rendered.ts',
    )) as typeof Renderers
    const filling = () => cpuOfOne(TEMPLATES, FILLS, async name => fillMail(name))
    const rendering = () => cpuOfOne(TEMPLATES, RENDERS, renderMail)
    await filling()
    await rendering()
    const rounds = await inTurns(ROUNDS, [filling, rendering])
    const values = rounds.map(([ours, limit]) => limit / ours)
    const [ours, limit] = [0, 1].map(i => median(rounds.map(round => round[i] ?? 0)))
    const note = `${ours?.toFixed(3)} ms of CPU filled, ${limit?.toFixed(1)} ms rendered`
    return new Map([['email_speedup', { values, note }]] as const)
  },
}

/** Milliseconds of CPU that one mail takes, the mean over the templates. */
async function cpuOfOne(
  names: readonly TemplateName[],
  times: number,
  make: (name: TemplateName) => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < times; i++) for (const name of names) await make(name)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (times * names.length)
}
