// What a webhook that was sent before costs, in rows that D1 bills: nothing, whoever sends it. Every
// sender's ordinary scan is stored once; then each is sent again, one after the other, and all that sync
// writes until it has come to rest is counted from `meta`.
import { between, type Parts } from './counted/parts.ts'
import { restOf } from './counted/rest.ts'
import type { Family } from './figures.ts'
import { createClient } from './load.ts'
import { numberOf, seedParcels, storedOf } from './told/parcels.ts'
import { SENDERS, type Sender } from './told/scans.ts'
import { bodyOf, factsOf, webhook } from './told/webhook.ts'
import { type Connected, SYNC, startConnected } from './told/workers.ts'
import { using } from './workers.ts'

export const duplicates: Family = {
  metrics: ['duplicate_rows'],
  measure: () =>
    using(startConnected('counted', SENDERS), async workers => {
      const d1 = await workers.d1(SYNC)
      const client = createClient(workers.url)
      const calls = SENDERS.map(sender => [sender, scanOf(workers, sender)] as const)
      for (const sender of SENDERS) await seedParcels(d1, sender, 1)
      await client.sendAll(calls.map(([, call]) => call))
      let before = await restOf(workers, SYNC)
      const written: string[] = []
      let rows = 0
      for (const [sender, call] of calls) {
        if ((await storedOf(d1, sender, 1)) !== 1) {
          throw new Error(`the webhook of ${sender} was not stored:\n${workers.logs()}`)
        }
        await client.sendAll([call])
        const after = await restOf(workers, SYNC)
        const parts = between(before, after)
        before = after
        if (!isTaken(parts)) throw new Error(`the webhook of ${sender} was lost the second time`)
        const writes = Object.values(parts).reduce((sum, part) => sum + part.writes, 0)
        rows += writes
        if (writes > 0) written.push(`${writes} for ${sender}`)
      }
      client.close()
      const note = `${calls.length} senders' webhooks sent again: ${written.join(', ') || 'nothing'} written`
      return new Map([['duplicate_rows', { values: [rows], note }]] as const)
    }),
}

const scanOf = ({ hookPaths }: Connected, sender: Sender) =>
  webhook(
    factsOf(sender),
    hookPaths.get(sender) ?? '',
    bodyOf(sender, numberOf(sender, 0), 1),
    Date.now(),
  )

/** The consumer has looked for the parcel, or for who asks about it. */
const isTaken = (parts: Parts): boolean =>
  Object.entries(parts).some(
    ([part, { statements }]) => statements > 0 && /^(select shipments|update watches)/.test(part),
  )
