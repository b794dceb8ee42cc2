// edge with a database that counts: each answer says in a header how many rows it read.
import type { Env } from '../../src/edge/env.ts'
import edge from '../../src/edge/worker.tsx'
import { createCounter } from './count.ts'

const ROWS_READ = 'bench-rows-read'

export default {
  async fetch(request, env, context) {
    const counter = createCounter()
    const answer = await edge.fetch(request, { ...env, DB0: counter.d1(env.DB0) }, context)
    const counted = new Response(answer.body, answer)
    const rows = Object.values(counter.parts).reduce((sum, { reads }) => sum + reads, 0)
    counted.headers.set(ROWS_READ, String(rows))
    return counted
  },
} satisfies ExportedHandler<Env>
