// What the commands read of the API's answers, and no more: fields they do not print may come and go.
// The API's own tests parse its answers with these, so the two cannot drift apart.
import * as z from 'zod'

const text = z.string().nullable()

export const Applied = z.object({
  merchant: z.string(),
  version: z.number(),
  connections: z.array(z.object({ name: z.string(), adapter: z.string(), hookUrl: text })),
})

const Connection = z.object({
  name: z.string(),
  kind: z.string(),
  adapter: z.string(),
  /** null: it takes no webhooks. */
  hookUrl: text,
  problem: text,
  webhookProblem: text,
  connectedAt: text,
  backfilledAt: text,
  missingSecrets: z.array(z.string()),
})
export type Connection = z.infer<typeof Connection>

export const Connections = z.object({ connections: z.array(Connection) })

/** `previousValid`: the value before stays valid beside the new one. */
export const SecretSet = z.object({ previousValid: z.boolean() })

const Topics = z.array(z.object({ topic: z.string(), state: z.string() }))

const FeedConnected = z.object({
  kind: z.literal('carrier'),
  name: z.string(),
  account: text,
  advice: z.array(z.string()),
  hookUrl: text,
})
export type FeedConnected = z.infer<typeof FeedConnected>

const ShopConnected = z.object({
  kind: z.literal('platform'),
  name: z.string(),
  account: z.string(),
  liveSince: z.string(),
  advice: z.array(z.string()),
  webhooks: z.object({ topics: Topics, problem: text }),
})
export type ShopConnected = z.infer<typeof ShopConnected>

export const Connected = z.discriminatedUnion('kind', [ShopConnected, FeedConnected])

const Budget = z
  .object({
    limits: z.array(z.object({ calls: z.number(), perMs: z.number(), used: z.number() })),
    restsUntil: text,
  })
  .nullable()
export type Budget = z.infer<typeof Budget>

const FeedStatus = z.object({
  kind: z.literal('carrier'),
  name: z.string(),
  adapter: z.string(),
  problem: text,
  missingSecrets: z.array(z.string()),
  onlyTold: z.boolean(),
  parcels: z.number(),
  lagSeconds: z.number(),
  warnings: z.array(z.object({ order: z.string(), problem: z.string() })),
  budget: Budget,
})
export type FeedStatus = z.infer<typeof FeedStatus>

export const ShopStatus = z.object({
  kind: z.literal('platform'),
  name: z.string(),
  adapter: z.string(),
  problem: text,
  missingSecrets: z.array(z.string()),
  /** null: it was never connected. */
  liveSince: text,
  /** The first import while it runs. */
  backfill: z.object({ imported: z.number(), total: z.number().nullable() }).nullable(),
  backfilledAt: text,
  syncedAt: text,
  lagSeconds: z.number().nullable(),
  budget: Budget,
  webhooks: z.object({ checkedAt: text, topics: Topics, problem: text }).nullable(),
})
export type ShopStatus = z.infer<typeof ShopStatus>

export const ConnectionStatus = z.discriminatedUnion('kind', [ShopStatus, FeedStatus])

export const KeyMade = z.object({ key: z.string(), name: z.string(), scopes: z.array(z.string()) })

export const Keys = z.object({
  keys: z.array(z.object({ name: z.string(), scopes: z.array(z.string()), createdAt: z.string() })),
})

export const DeadLetters = z.object({
  deadLetters: z.array(
    z.object({
      id: z.number(),
      kind: z.string(),
      connection: text,
      problem: z.string(),
      receivedAt: z.string(),
      replayedAt: text,
    }),
  ),
  next: z.number().nullable(),
})

export const Replayed = z.object({ id: z.number(), kind: z.string() })

export const Order = z.object({
  number: z.string(),
  channel: z.string(),
  cancelledAt: text.optional(),
  trackingUrl: z.string(),
  assignment: z.object({
    courier: text,
    service: text.optional(),
    hold: text.optional(),
  }),
  trace: z.array(z.string()),
  shipments: z.array(
    z.object({
      parcel: z.number(),
      carrier: z.string(),
      trackingNumber: z.string(),
      numberFault: text.optional(),
      status: z.string(),
      door: z.string(),
      writeBack: z.object({ state: z.string(), reason: z.string().optional() }),
      feed: z
        .object({
          name: text,
          watched: z.boolean(),
          askedAt: text,
          nextLookAt: text,
          problem: text,
        })
        .nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      parcel: z.number(),
      milestone: z.string(),
      channel: z.string(),
      state: z.string(),
      reason: text,
    }),
  ),
})
export type Order = z.infer<typeof Order>

/** A refusal (problem+json). */
export const Refusal = z.object({
  title: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
  requestId: z.string().optional(),
})

export const Attention = z.object({
  parcels: z.array(
    z.object({
      order: z.string(),
      carrier: z.string(),
      trackingNumber: z.string(),
      heardAt: text,
      reasons: z.array(z.object({ why: z.string(), next: z.string() })),
    }),
  ),
})

export const Feedback = z.object({
  deliveries: z.array(
    z.object({
      carrier: z.string(),
      service: text,
      delivered: z.number(),
      answered: z.number(),
      share: z.number().nullable(),
      between: z.object({ from: z.number(), to: z.number() }).nullable(),
    }),
  ),
})

export const UnmappedCodes = z.object({
  codes: z.array(
    z.object({
      source: z.string(),
      code: z.string(),
      text: z.string(),
      seen: z.number(),
      lastAt: z.string(),
    }),
  ),
})

export const Reprojected = z.object({ looked: z.number(), changed: z.number(), next: text })
export type Reprojected = z.infer<typeof Reprojected>

/** Which feed looks after a parcel. */
export type Feed = Order['shipments'][number]['feed']
