// Queues each body as it is, and inserts a batch's bodies in one D1 batch: no signature, no merchant, no
// parsing, no state. `INSERT OR IGNORE` on a natural key, so that a repeat would be harmless here as well.

type Env = { readonly DB0: D1Database; readonly HOOKS: Queue<string> }

export default {
  async fetch(request, env) {
    await env.HOOKS.send(await request.text())
    return new Response('ok\n')
  },

  async queue(batch, env) {
    const insert = env.DB0.prepare('INSERT OR IGNORE INTO events VALUES (?)')
    await env.DB0.batch(batch.messages.map(({ body }) => insert.bind(body)))
  },
} satisfies ExportedHandler<Env, string>
