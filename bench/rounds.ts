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

/** `412 of 480`: the medians of both, for people. They say something of this machine only. */
export const perSecondOf = (rounds: readonly Round[]): string =>
  [0, 1].map(i => Math.round(median(rounds.map(round => round[i] ?? 0)))).join(' of ')
