// The first import as one line that moves: orders so far, of how many, how fast, and how long it will
// take. Where nobody looks at a terminal it is one line each time that it has got further.
import { ShopStatus } from './answers.ts'
import { ask, complain, say, type Target } from './client.ts'

const EVERY_MS = 2000
/** What is imported from now on goes by itself; nobody has to stay for it. */
const PATIENCE_MS = 30 * 60_000
/** Refusals that no waiting mends: the key, the connection's name. All others pass. */
const LASTING = new Set([401, 404])

export async function watchBackfill(target: Target, connection: string): Promise<void> {
  const path = `/connections/${encodeURIComponent(connection)}`
  const startedAt = Date.now()
  let first: number | null = null
  let last = ''
  let told = ''
  while (Date.now() - startedAt < PATIENCE_MS) {
    const status = await ask(target, { method: 'GET', path }, ShopStatus)
    if (status.ok) {
      const { backfill, backfilledAt, problem } = status.value
      if (backfilledAt !== null) return finish('The first import is done.')
      if (problem !== null) tell(`  problem   ${problem}`)
      if (backfill !== null) {
        first ??= backfill.imported
        progress(progressLine(backfill, backfill.imported - first, Date.now() - startedAt))
      }
    } else if (status.problem.status === 403) {
      return finish('The first import goes on; a key with connections:read can watch it.')
    } else if (LASTING.has(status.problem.status ?? 0)) {
      return complain(status.problem.message)
    } else tell(`  problem   ${status.problem.message}`)
    await new Promise(resolve => setTimeout(resolve, EVERY_MS))
  }
  finish('The first import goes on by itself: waymark connection status shows how far it is.')

  function progress(line: string): void {
    if (line !== last) draw(line)
    last = line
  }

  /** What passes is told once, beside the line that goes on. */
  function tell(line: string): void {
    if (line !== told) finish(line)
    told = line
  }
}

/** `1,250 of 4,000 orders, 310 a minute, 9 minutes left`. `since` came in within `elapsedMs`. */
export function progressLine(
  { imported, total }: { readonly imported: number; readonly total: number | null },
  since: number,
  elapsedMs: number,
): string {
  const count = (value: number) => Math.round(value).toLocaleString('en')
  const done =
    total === null
      ? `${count(imported)} orders`
      : `${count(imported)} of ${count(Math.max(total, imported))} orders`
  if (since === 0 || elapsedMs < 1000) return done
  const perMinute = (since / elapsedMs) * 60_000
  const speed = `${count(perMinute)} a minute`
  if (total === null || total <= imported) return `${done}, ${speed}`
  const minutes = Math.ceil((total - imported) / perMinute)
  return `${done}, ${speed}, ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`
}

function draw(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K  orders    ${line}`)
  else say(`  orders    ${line}`)
}

function finish(line: string): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001B[K')
  say(line)
}
