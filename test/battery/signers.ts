// How each sender signs, as its documents say and apart from the verifiers, so that both can be wrong
// only alone. A feed's fixtures name its kind in signing.json.
import { createHash, createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import * as z from 'zod'
import { err, ok } from '../../src/core/result.ts'
import type { KeySource } from '../../src/sync/verify.ts'

/** `secret`: the name of the secret that is signed with. */
const secret = z.string().default('webhookSecret')

export const Signing = z.discriminatedUnion('kind', [
  /** HMAC-SHA256 of the body. */
  z.strictObject({
    kind: z.literal('hmac'),
    secret,
    header: z.string(),
    encoding: z.enum(['hex', 'base64']),
    prefix: z.string().default(''),
    normalise: z.enum(['NFKD']).optional(),
  }),
  /** The secret itself, repeated; Basic where it is `user:password` in base64. */
  z.strictObject({
    kind: z.literal('token'),
    secret,
    header: z.string(),
    prefix: z.string().default(''),
    base64: z.boolean().default(false),
  }),
  /** Unsigned: the secret is the last part of the address. */
  z.strictObject({ kind: z.literal('path'), secret }),
  /** `t=<seconds>,v1=<hex>` over `t.body`. */
  z.strictObject({ kind: z.literal('stamped'), secret, header: z.string() }),
  /** https://www.standardwebhooks.com */
  z.strictObject({ kind: z.literal('standard'), secret }),
  /** SHA-256 of `body/secret`, in hex. */
  z.strictObject({ kind: z.literal('digest'), secret, header: z.string() }),
  /** RSA-SHA256 over `timestamp.body`, by a key whose id stands in a header. */
  z.strictObject({
    kind: z.literal('rsa'),
    signature: z.string(),
    key: z.string(),
    timestamp: z.string(),
  }),
])
export type Signing = z.infer<typeof Signing>

/** Beside the headers of a webhook: what follows the hook's own address. */
export const PATH = '(path)'

export const AT = Date.UTC(2026, 9, 27)

const hmac = (secret: string, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', secret).update(text).digest(encoding)

const pairs = new Map<string, ReturnType<typeof newPair>>()
const newPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const pairOf = (name: string) => {
  const pair = pairs.get(name) ?? newPair()
  pairs.set(name, pair)
  return pair
}
const KEY_ID = 'the-key'
const OWNER = 'an invented secret, é'

/** Knows one key: that of whoever signs with `OWNER`. */
export const keysAt: KeySource = async (_, keyId) => {
  if (keyId !== KEY_ID) return ok(null)
  const { publicKey } = pairOf(OWNER)
  const jwk = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })).export({
    format: 'jwk',
  })
  return ok({ kty: 'RSA', n: jwk.n ?? '', e: jwk.e ?? '' })
}

/** Nobody answers. */
export const noKeys: KeySource = async () =>
  err({
    kind: 'unreachable',
    host: 'keys.example',
    status: null,
    message: 'keys.example did not answer in time.',
    retry: { afterSeconds: 30 },
  })

/** The headers of a webhook with this body, and its `PATH`; the first of them is the proof. */
export function signed(
  signing: Signing,
  body: string,
  secret: string,
  at = AT,
): Record<string, string> {
  const seconds = String(Math.floor(at / 1000))
  switch (signing.kind) {
    case 'hmac': {
      const key = signing.normalise ? secret.normalize(signing.normalise) : secret
      return { [signing.header]: signing.prefix + hmac(key, body, signing.encoding) }
    }
    case 'token': {
      const shown = signing.base64 ? Buffer.from(secret).toString('base64') : secret
      return { [signing.header]: signing.prefix + shown }
    }
    case 'path':
      return { [PATH]: secret }
    case 'stamped':
      return { [signing.header]: `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`, 'hex')}` }
    case 'standard':
      return {
        'webhook-signature': `v1,${hmac(secret, `msg_1.${seconds}.${body}`, 'base64')}`,
        'webhook-id': 'msg_1',
        'webhook-timestamp': seconds,
      }
    case 'digest':
      return { [signing.header]: createHash('sha256').update(`${body}/${secret}`).digest('hex') }
    case 'rsa': {
      const timestamp = new Date(at).toISOString()
      const proof = sign('sha256', Buffer.from(`${timestamp}.${body}`), pairOf(secret).privateKey)
      return {
        [signing.signature]: proof.toString('base64'),
        [signing.key]: KEY_ID,
        [signing.timestamp]: timestamp,
      }
    }
  }
}

/** A secret as it may travel: a header takes no other letters than Latin ones, and a path no blank. */
export const secretFor = (signing: Signing): string =>
  (signing.kind === 'token' && !signing.base64) || signing.kind === 'path'
    ? 'an-invented-secret'
    : OWNER
