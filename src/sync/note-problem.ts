// What is wrong with a connection is noted at it, for its merchant, and said once in the log, for the
// operator: by id only, because the words may name the shop.
import * as noted from '../core/db/config.ts'
import type { Db } from '../core/db/open.ts'

/** Notes the problem, or null when all is well again; the same as before is neither written nor said. */
export async function noteProblem(db: Db, connectionId: number, problem: string | null) {
  const { meta } = await noted.noteProblem(db, connectionId, problem)
  if (problem !== null && meta.changes > 0) {
    console.error({ event: 'connection_problem', connectionId })
  }
}

/** The same for its webhooks: orders still come in, only later, so nobody would notice. */
export async function noteHookProblem(db: Db, connectionId: number, problem: string | null) {
  const { meta } = await noted.noteHookProblem(db, connectionId, problem)
  if (problem !== null && meta.changes > 0) {
    console.error({ event: 'connection_problem', connectionId, about: 'webhooks' })
  }
}
