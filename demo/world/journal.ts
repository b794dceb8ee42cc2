// What happened so far, in plain words with times: the front page shows it, `--once` reads the
// problems. A problem is anything a right run never has: an unknown call, a refused webhook.

export type Who = 'shop' | 'waymark' | 'carrier' | 'mail' | 'phone' | 'time'
export type Entry = { readonly at: number; readonly who: Who; readonly text: string }

export type Journal = {
  note(who: Who, text: string): void
  problem(text: string): void
  readonly entries: readonly Entry[]
  readonly problems: readonly string[]
}

const KEPT = 400

export function createJournal(now: () => number): Journal {
  const entries: Entry[] = []
  const problems: string[] = []
  return {
    note: (who, text) => {
      entries.push({ at: now(), who, text })
      if (entries.length > KEPT) entries.shift()
    },
    problem: text => {
      problems.push(text)
    },
    entries,
    problems,
  }
}
