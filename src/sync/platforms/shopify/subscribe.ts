// Making sure that the shop's webhooks come to us. Shopify deletes a subscription whose deliveries
// failed eight times in a row, without a word, so this is repeated: what is there stays, what is missing
// is made. https://shopify.dev/changelog (September 2024, read 2026-11-23)
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import type { CallProblem } from '../../http.ts'
import type { Subscription } from '../platform.ts'
import { call } from './call.ts'
import * as documents from './documents.ts'
import type { ShopifyContext } from './settings.ts'
import { TOPICS } from './tables.ts'
import * as wire from './wire.ts'

/**
 * Subscriptions belong to the app, so only those that lead to us are looked at: another of the app's
 * own is none of our business. Without the client secret none is made, because nothing they bring
 * could be trusted; `check` says so.
 */
export async function subscribe(
  callback: string,
  context: ShopifyContext,
): Promise<Result<Subscription[], CallProblem>> {
  if (!context.secrets.clientSecret) return ok([])
  const found = await topicsOf(callback, context)
  if (!found.ok) return found
  const made: Subscription[] = []
  for (const [topic, name] of Object.entries(TOPICS)) {
    if (found.value.has(topic)) {
      made.push({ topic: name, state: 'active' })
      continue
    }
    const created = await create(topic, callback, context)
    if (!created.ok) return created
    made.push({ topic: name, state: created.value })
  }
  return ok(made)
}

/** The topics that are posted to this address. */
async function topicsOf(
  uri: string,
  context: ShopifyContext,
): Promise<Result<ReadonlySet<string>, CallProblem>> {
  const variables = { uri, topics: Object.keys(TOPICS) }
  const reply = await call(context, documents.hooks, variables, HooksReply)
  if (!reply.ok) return reply
  const ours = reply.value.webhookSubscriptions.nodes.filter(each => each.uri === uri)
  return ok(new Set(ours.map(each => each.topic)))
}

async function create(
  topic: string,
  uri: string,
  context: ShopifyContext,
): Promise<Result<Subscription['state'], CallProblem>> {
  const variables = { topic, webhookSubscription: { uri, format: 'JSON' } }
  const reply = await call(context, documents.subscribe, variables, CreateReply)
  if (!reply.ok) return reply
  const { webhookSubscription, userErrors } = reply.value.webhookSubscriptionCreate
  if (webhookSubscription && userErrors.length === 0) return ok('created')
  // An address serves a topic once. Another call may have made it since we looked: look once more.
  const found = await topicsOf(uri, context)
  if (!found.ok) return found
  if (found.value.has(topic)) return ok('active')
  const told = userErrors.map(error => error.message).join('; ')
  return err(refused(topic, told.slice(0, 300) || 'no reason given', context))
}

function refused(topic: string, told: string, { settings }: ShopifyContext): CallProblem {
  return {
    kind: 'refused',
    host: settings.shop,
    status: null,
    message: `Shopify makes no webhook for ${TOPICS[topic] ?? topic}: ${told}. The app may need access to protected customer data. Orders still come with every reading.`,
    retry: false,
  }
}

const HooksReply = z.object({
  webhookSubscriptions: z.object({
    nodes: z.array(z.object({ topic: z.string(), uri: z.string() })),
  }),
})
const CreateReply = z.object({
  webhookSubscriptionCreate: z.object({
    webhookSubscription: z.object({ id: z.string() }).nullable(),
    userErrors: wire.UserErrors,
  }),
})
