// The limit of a tracking page: the same two keyed reads in one round trip through the same Sessions
// API, by the token in the path, and as the answer a constant: what our page answered once, because carrying
// its characters and headers to the client is no work of ours. No framework, no parsing, no words.

const ORDER = `SELECT o.number, o.placed_at, o.content, m.brand FROM orders o
  JOIN merchants m ON m.id = o.merchant_id WHERE o.token = ?`
const PARCELS = `SELECT carrier, tracking_number, dispatched_at, state, events, items FROM shipments
  WHERE order_id = (SELECT id FROM orders WHERE token = ?) ORDER BY parcel`

export default {
  async fetch(request, env) {
    const token = request.url.slice(request.url.lastIndexOf('/') + 1)
    const db = env.DB0.withSession('first-unconstrained')
    const [orders, parcels] = await db.batch([
      db.prepare(ORDER).bind(token),
      db.prepare(PARCELS).bind(token),
    ])
    const found = orders?.results.length === 1 && parcels?.results.length === 1
    const { text, headers } = constantOf(env.ANSWER)
    return new Response(text, { status: found ? 200 : 404, headers })
  },
} satisfies ExportedHandler<{ readonly DB0: D1Database; readonly ANSWER: string }>

type Constant = { readonly text: string; readonly headers: Readonly<Record<string, string>> }

/** The same constant each time (page-throughput.ts). */
let constant: Constant | undefined
function constantOf(json: string): Constant {
  constant ??= JSON.parse(json) as Constant
  return constant
}
