// Folds 30 events as often as it is told and answers with what came out, so that no fold can be left out.
import { fold } from '../../src/core/fold.ts'
import { EVENTS, FACTS } from './events.ts'

export default {
  fetch(request) {
    const times = Number(new URL(request.url).pathname.slice(1))
    let told = 0
    for (let i = 0; i < times; i++) {
      const state = fold(EVENTS[i % EVENTS.length] ?? [], FACTS)
      told += state.status.length + (state.since ?? 0)
    }
    return new Response(String(told))
  },
} satisfies ExportedHandler
