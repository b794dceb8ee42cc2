// The outside world of the demo and of the end-to-end tests: every stand-in behind one door.
// Sync reaches it as `$OUTSIDE_WORLD/<host>/<path>`; what no stand-in knows is answered with 501
// and kept as a problem, so that a run never passes by luck.
import type { DemoClock } from '../clock.ts'
import { EASYPOST, RESEND, STARSHIPIT, TWILIO } from '../constants.ts'
import { createEasyPost } from './easypost.ts'
import { createFaults, type Fault } from './faults.ts'
import { type Ask, type Host, json, UnknownCall } from './host.ts'
import { createJournal } from './journal.ts'
import { createPost } from './post.ts'
import { createResend } from './resend.ts'
import { createShopifyStandIn } from './shopify/index.ts'
import type { StandIn, StandInOptions } from './stand-in.ts'
import { standIns } from './stand-ins.ts'
import { createStarshipit } from './starshipit.ts'
import { createTwilio } from './twilio.ts'

/** `hang`: never answered. `drop`: the connection breaks. */
export type Answer = Response | 'hang' | 'drop'

export type World = ReturnType<typeof createWorld>

export type SellingPlatform = keyof typeof standIns

type WorldOptions = {
  readonly fetch?: typeof fetch
  /** Where the merchant sells; Shopify unless told otherwise. */
  readonly platform?: SellingPlatform
}

export function createWorld(clock: DemoClock, options: WorldOptions = {}) {
  const { now } = clock
  const journal = createJournal(now)
  const faults = createFaults()
  const { post, settled } = createPost(journal, options.fetch)
  const { platform = 'shopify' } = options
  const shopifyShop = createShopifyStandIn({ now, journal, post })
  const make: (of: StandInOptions) => StandIn = standIns[platform]
  const selling = platform === 'shopify' ? shopifyShop : make({ now, journal, post })
  const resend = createResend({ ...RESEND, now, journal, post })
  const twilio = createTwilio({ account: TWILIO, now, journal, post })
  const starshipit = createStarshipit({ secret: STARSHIPIT.webhookSecret, now, post })
  const easypost = createEasyPost({ secret: EASYPOST.webhookSecret, now, post })

  const hosts: Record<string, Host> = {
    ...selling.hosts,
    'api.resend.com': resend.host,
    'api.twilio.com': twilio.host,
  }

  return {
    clock,
    journal,
    faults,
    /** The platform the merchant sells on. */
    selling,
    shop: shopifyShop.shop,
    shopify: shopifyShop.shopify,
    resend,
    twilio,
    starshipit,
    easypost,
    /** Once no webhook is on its way any more. */
    settled,
    /** Answers `/<host>/<path>?<query>`, or `/clock` with the demo's time in epoch milliseconds. */
    async answer(call: Omit<Ask, 'url'> & { readonly target: string }): Promise<Answer> {
      if (call.target === '/clock') return new Response(String(now()))
      const url = URL.parse(`https:/${call.target}`)
      const host = url && hosts[url.hostname]
      if (!url || !host) {
        const name = url?.hostname ?? call.target
        journal.problem(`Waymark called ${name}, which is not part of the demo world`)
        return json({ error: `${name} is not part of the demo world` }, 501)
      }
      const ask: Ask = { ...call, url }
      const fault = faults.take(ask)
      return fault ? suffer(fault, () => askHost(host, ask)) : askHost(host, ask)
    },
  }

  async function askHost(host: Host, ask: Ask): Promise<Response> {
    try {
      return await host(ask)
    } catch (error) {
      if (!(error instanceof UnknownCall)) throw error
      journal.problem(`Waymark called ${error.message}, which the demo world does not know`)
      return json({ error: error.message }, 501)
    }
  }
}

async function suffer(fault: Fault, act: () => Promise<Response>): Promise<Answer> {
  switch (fault.kind) {
    case 'status':
      return new Response('{"message":"the demo world was told to fail"}', {
        status: fault.status,
        headers: { 'content-type': 'application/json', ...fault.headers },
      })
    case 'hang':
      return 'hang'
    case 'accept_then_hang':
      await act()
      return 'hang'
    case 'accept_then_drop':
      await act()
      return 'drop'
  }
}
