// What a merchant gives to connect a Cin7 Omni account, and what Cin7 allows it. Omni only: Cin7 Core
// (once DEAR) is another product with another API.

import * as z from 'zod'
import type { Limit } from '../../../core/budget.ts'
import type { Context, SecretKind } from '../../context.ts'

export const HOST = 'api.cin7.com'

const Stage = z.string().trim().min(1).max(100)

export const Settings = z.strictObject({
  username: z
    .string()
    // A colon would end the name in the Authorization header, RFC 7617 §2.
    .regex(/^[\x21-\x39\x3b-\x7e]{1,100}$/, 'copy the API username as Cin7 shows it')
    .describe('The API username, as Cin7 Omni shows it under Integrations › API v1.'),
  stages: z
    .array(Stage)
    .max(20)
    .default(['Fully Picked'])
    .describe(
      'Stages in which an approved order comes in, as Cin7 writes them. Left out: Fully Picked; an empty list: every stage.',
    ),
  dispatch: z
    .boolean()
    .default(true)
    .describe(
      'Whether to fill “Fully dispatched” once everything is sent; Cin7 then takes the goods out of stock.',
    ),
  dispatchedStage: Stage.optional().describe(
    'The stage to give an order that is fully dispatched. Left out: the stage stays as it is.',
  ),
})
export type Cin7Settings = z.infer<typeof Settings>
export type Cin7Context = Context<Cin7Settings>

export const SECRETS = {
  connectionKey: {
    about: 'The key of the API connection, shown once in Cin7 Omni under Integrations › API v1.',
    required: true,
  },
} as const satisfies Record<string, SecretKind>

// Three a second, sixty a minute, 5,000 a day, counted for each API connection.
// https://github.com/ChemicalLuck/cin7-api-node quotes Cin7's own page (read 2026-11-23).
// Unverified: whether the day is a calendar day; any 24 hours is the stricter reading and safe for both.
export const LIMITS: readonly Limit[] = [
  { calls: 3, perMs: 1_000 },
  { calls: 60, perMs: 60_000 },
  { calls: 5_000, perMs: 86_400_000 },
]
