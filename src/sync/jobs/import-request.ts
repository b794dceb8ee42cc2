// What the orders queue carries: which shop to look at, and perhaps at which orders only. Cron, webhooks
// and replayed dead letters all send this.
import * as z from 'zod'

/**
 * Without order ids: whatever changed since the cursor. `run`: this is the rest of an import that began
 * with an earlier message.
 */
export const ImportRequest = z.object({
  shard: z.string(),
  connectionId: z.int(),
  orderIds: z.array(z.string()).optional(),
  run: z.string().optional(),
})
export type ImportRequest = z.infer<typeof ImportRequest>
