// Rounds in which ours and its limit take turns (ABAB), so that a machine that slows down slows both.
// Who begins changes from round to round: a slow drift favours neither.
import { median } from './figures.ts'

export type Round = readonly [ours: number, limit: number]

export async function inTurns(
  count: number,
  [ours, limit]: readonly [() => Promise<number>, () => Promise<number>],
): Promise<Round[]> {
  const rounds: Round[] = []
  for (let i = 0; i < count; i++) {
    if (i % 2 === 0) {
      const first = await ours()
      rounds.push([first, await limit()])
    } else {
      const first = await limit()
      rounds.push([await ours(), first])
    }
  }
  return rounds
}

/**
 * So many rounds as one, each side by its mean. Many short turns joined tell more than few long ones:
 * a burst of other work lasts longer than a turn and so falls on both sides.
 */
export function joined(rounds: readonly Round[], count: number): Round[] {
  const mean = (part: readonly Round[], side: 0 | 1) =>
    part.reduce((sum, round) => sum + round[side], 0) / part.length
  return Array.from({ length: Math.ceil(rounds.length / count) }, (_, i) => {
    const part = rounds.slice(i * count, (i + 1) * count)
    return [mean(part, 0), mean(part, 1)]
  })
}

/** `412 of 480`: the medians of both, for people. They say something of this machine only. */
export const perSecondOf = (rounds: readonly Round[]): string =>
  [0, 1].map(i => Math.round(median(rounds.map(round => round[i] ?? 0)))).join(' of ')
