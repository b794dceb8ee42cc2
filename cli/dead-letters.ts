// `waymark dead-letters`: what could not be handled, and the way back for it once the cause is mended.
import { Command } from 'commander'
import { DeadLetters, Replayed } from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'

export function deadLettersCommand(): Command {
  const letters = new Command('dead-letters').description('what could not be handled')
  withTarget(letters.command('list'))
    .option('--before <id>', 'go on below this one')
    .description('list them, the newest first')
    .action(async ({ before, ...target }: Target & { before?: string }) => {
      const path = before ? `/dead-letters?before=${encodeURIComponent(before)}` : '/dead-letters'
      const found = await call(target, { method: 'GET', path }, DeadLetters)
      show(found, ({ deadLetters, next }) => {
        if (deadLetters.length === 0) say('There are none.')
        for (const { id, kind, connection, problem, receivedAt, replayedAt } of deadLetters) {
          const where = connection ? `${kind} of ${connection}` : kind
          const replayed = replayedAt ? ` (sent back ${minute(replayedAt)})` : ''
          say(`${id}  ${minute(receivedAt)}  ${where}: ${problem}${replayed}`)
        }
        if (next !== null) say(`There are more: waymark dead-letters list --before ${next}`)
      })
    })
  withTarget(letters.command('replay'))
    .argument('<id...>', 'as the list shows them')
    .description('send them back to where they died')
    .action(async (ids: string[], target: Target) => {
      for (const id of ids) {
        const path = `/dead-letters/${encodeURIComponent(id)}/replay`
        const sent = await call(target, { method: 'POST', path }, Replayed)
        show(sent, ({ kind }) =>
          say(`${id} is sent back (${kind}). If it dies again, it is a new one.`),
        )
      }
    })
  return letters
}

/** `2026-11-24 05:12 UTC` */
const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`
