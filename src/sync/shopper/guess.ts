// How often an answer may be guessed. Neither a postcode nor an email address is a secret, so tries count
// before they are looked at: at what is guessed, for everybody together, and less for each network, so that
// a stranger runs out before the shopper does. Decision 018 has the arithmetic.
import { keyedHash } from '../../core/recipient-hash.ts'
import type { Wait } from '../../core/shopper.ts'
import { pepperOf } from '../pepper.ts'
import type { Limit, Tries } from '../tries.ts'
import type { Visit } from './door.ts'

const QUARTER_MS = 15 * 60_000
const DAY_MS = 86_400_000

/** OWASP asks for few; people mistype twice. */
const AT_ONE_THING: readonly Limit[] = [
  { withinMs: QUARTER_MS, most: 10, mostFrom: 3 },
  { withinMs: DAY_MS, most: 20, mostFrom: 6 },
]

/** Of one network, whatever it tries: a mobile carrier puts many shoppers behind one. */
const OF_ONE_NETWORK: readonly Limit[] = [
  { withinMs: QUARTER_MS, most: 20, mostFrom: 20 },
  { withinMs: DAY_MS, most: 100, mostFrom: 100 },
]

/** The right answer is no guess: `wasRight` takes the try back. */
export type Guess = { readonly kind: 'may'; wasRight(): Promise<void> } | Wait

type Guessed = {
  /** What one may guess at; each is counted, until one of them has no more. */
  readonly things: readonly string[]
  /** Where the visitor comes from, as edge says. */
  readonly network: string
  /** Whose orders `network` may go through; undefined: a link was needed to come here. */
  readonly merchantId?: number
}

/** Counts a try, or says how long to wait. */
export async function guess(
  { things, network, merchantId }: Guessed,
  { db, env, shard, settings, now }: Visit,
): Promise<Guess> {
  const pepper = await pepperOf(db, shard, settings)
  // The object keeps this mark for a day and never the network; no two things have the same marks.
  const counted = [
    ...(merchantId === undefined
      ? []
      : [{ name: `network ${network} at ${merchantId}`, limits: OF_ONE_NETWORK }]),
    ...things.map(name => ({ name, limits: AT_ONE_THING })),
  ].map(async ({ name, limits }) => ({
    tries: env.TRIES.getByName(`${shard} ${await keyedHash(`tries: ${name}`, pepper)}`),
    from: await keyedHash(`tries: ${name} from ${network}`, pepper),
    limits,
  }))
  const taken: { readonly tries: DurableObjectStub<Tries>; readonly from: string }[] = []
  const giveBack = async () => {
    await Promise.all(taken.map(({ tries, from }) => tries.giveBack(from)))
  }
  for (const { tries, from, limits } of await Promise.all(counted)) {
    const waitMs = await tries.take(from, limits, now)
    if (waitMs > 0) {
      await giveBack() // nobody looks: it is no try at the others
      return { kind: 'wait', minutes: Math.ceil(waitMs / 60_000) }
    }
    taken.push({ tries, from })
  }
  return { kind: 'may', wasRight: giveBack }
}
