// ShipEngine, sold as ShipStation API: a webhook with the parcel's whole story, signed by ShipEngine's own
// RSA key, about parcels that were bought there or that it was told to watch. ShipStation V2 is the
// same under another host.
// https://docs.shipstation.com/apis/shipengine/docs/tracking and
// https://github.com/ShipEngine/shipengine-openapi (read 2026-11-24)
import { err, ok } from '../../../core/result.ts'
import { cleanText } from '../../../core/text.ts'
import { toldTime } from '../../../core/told-time.ts'
import { unreadable } from '../../hook.ts'
import type { CallProblem } from '../../http.ts'
import { verifyRsa } from '../../verify.ts'
import type { Asked, Carrier } from '../carrier.ts'
import { API, act, call, notJson, parsed, Settings } from './calls.ts'
import { toReport } from './read.ts'
import { CODES, meaning } from './tables.ts'
import { Failure, Notice, Parcel, Webhooks } from './wire.ts'

/** Keys of both products. https://docs.shipstation.com/apis/docs/guides/webhooks-validation (read 2026-11-24) */
const KEYS = { host: 'api.shipengine.com', url: 'https://api.shipengine.com/jwks' } as const
/** To either side, as the page named above advises. */
const TOLERANCE_MS = 300_000

const carrierCode = ({ calledThere, carrier }: Asked): string | null =>
  calledThere ?? (carrier ? (CODES[carrier] ?? null) : null)

function noCarrier(host: string): CallProblem {
  return {
    kind: 'refused',
    host,
    status: null,
    message:
      'ShipEngine wants its own code of the carrier, and none is known for this one. Name it at the connection: carrierNames, as the list of carriers in its dashboard writes it (star_track).',
    retry: false,
  }
}

export const shipengine: Carrier<Settings> = {
  name: 'ShipEngine',
  serves: 'any',
  settings: Settings,
  secrets: {
    apiKey: {
      about: 'an API key of the production environment, from API Management in the dashboard',
      required: true,
    },
  },

  calls: {
    needs: ['apiKey'],
    hosts: ({ api }) => [...new Set([KEYS.host, API[api].host])],
    // A key is no name of an account: all connections to one host share its budget.
    account: ({ api }) => API[api].host,
    // https://docs.shipstation.com/apis/shipengine/docs/guides/rate-limits (read 2026-11-24); 20 in the sandbox.
    limits: () => [{ calls: 200, perMs: 60_000 }],
  },

  // RSA-SHA256 over `<timestamp>.<body>`. It proves ShipEngine, not the account: that only the merchant's
  // own account posts to this address rests on the address being secret.
  async verify(hook, _, keysAt) {
    const [signature, keyId, timestamp] = [
      'x-shipengine-rsa-sha256-signature',
      'x-shipengine-rsa-sha256-key-id',
      'x-shipengine-timestamp',
    ].map(name => hook.headers.get(name))
    if (!signature || !keyId || !timestamp) return err({ kind: 'unsigned' })
    const sentAt = toldTime(timestamp)?.occurredAt ?? Number.NaN
    if (!(Math.abs(hook.receivedAt - sentAt) <= TOLERANCE_MS)) return err({ kind: 'stale' })
    const key = await keysAt(KEYS.url, keyId)
    if (!key.ok) return err({ kind: 'cannot_look' })
    if (key.value === null) return err({ kind: 'bad_signature' })
    const signed = await new Blob([`${timestamp}.`, new Uint8Array(hook.body)]).arrayBuffer()
    return verifyRsa({ signature, key: key.value, signed: new Uint8Array(signed) })
  },

  meaning,

  read(payload, receivedAt) {
    const failure = Failure.safeParse(payload)
    if (failure.success) {
      const message = failure.data.errors.map(each => each.message).join(' ')
      return err({ kind: 'refused', message: cleanText(message) })
    }
    const notice = Notice.safeParse(payload)
    if (notice.success && !/track/i.test(notice.data.resource_type)) return ok([])
    const parcel = Parcel.safeParse(notice.success ? notice.data.data : payload)
    if (!parcel.success) return err(unreadable(parcel.error))
    return ok([toReport(parcel.data, notice.data?.resource_url ?? null, receivedAt)])
  },

  async check(context) {
    const what = 'the question for its webhooks'
    const reply = await call(context, 'GET', 'environment/webhooks', what)
    if (!reply.ok) return reply
    const webhooks = Webhooks.safeParse(parsed(reply.value.text))
    const { host } = API[context.settings.api]
    if (!webhooks.success) return err(notJson(host, reply.value.status, what))
    const told = webhooks.data.some(({ event }) => /^track/i.test(event))
    const advice = told
      ? []
      : [
          'No webhook for tracking events is set up, so nothing will be told: in the dashboard add one (event Track) with the address that Waymark shows for this connection.',
        ]
    return ok({ account: host, missing: [], advice })
  },

  watch: {
    async begin(parcel, _, context) {
      const code = carrierCode(parcel)
      if (!code) return err(noCarrier(API[context.settings.api].host))
      const begun = await act(context, 'start', code, parcel.trackingNumber)
      const exists = !begun.ok && begun.problem.status === 409
      if (!begun.ok && !exists) return begun
      return ok({ id: `${code}/${parcel.trackingNumber}`, until: null })
    },

    async end(id, parcel, context) {
      const [code = ''] = id.split('/')
      const ended = await act(context, 'stop', code, parcel.trackingNumber)
      return !ended.ok && ended.problem.status === 404 ? ok(undefined) : ended
    },
  },
}
