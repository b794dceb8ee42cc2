// The limit of a tracking page: the same two keyed reads in one round trip through the same Sessions
// API, by the token in the path, and a constant of a page's length as the answer, because carrying the
// bytes to the client is no work of ours. No framework, no parsing, no words.

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
    return new Response(page(env.PAGE_LENGTH), { status: found ? 200 : 404 })
  },
} satisfies ExportedHandler<{ readonly DB0: D1Database; readonly PAGE_LENGTH: number }>

/** The same constant each time, as long as the page beside it (page-throughput.ts). */
let constant = ''
function page(length: number): string {
  if (constant.length !== length) constant = '<p>'.padEnd(length, 'a constant ')
  return constant
}
