// Calls to FedEx: the token, which lives an hour, and what is asked with it. A token that is no longer
// taken is fetched anew once. https://developer.fedex.com/api/en-us/catalog/authorization/v1/docs.html
// (read 2026-11-24)
import * as z from 'zod'
import type { Result } from '../../../core/result.ts'
import { type TokenDesk, withToken } from '../../client-credentials.ts'
import type { Context } from '../../context.ts'
import type { CallProblem, Reply } from '../../http.ts'

export const HOST = 'apis.fedex.com'

const HeaderName = z.string().regex(/^[A-Za-z0-9-]+$/, 'is the name of a header')

export const Settings = z.strictObject({
  clientId: z
    .string()
    .trim()
    .min(1)
    .describe('the API Key of your Track API project at developer.fedex.com'),
  signatureHeaders: z
    .array(HeaderName)
    .min(1)
    .default(['fdx-signature', 'x-fdx-sc-signature', 'x-fedex-signature'])
    .describe('headers in which FedEx may sign a webhook; the first that is there counts'),
})
export type FedexContext = Context<z.infer<typeof Settings>>

/** Posts JSON; the reply whatever its status, but for tokens that are not to be had. */
export const post = (
  context: FedexContext,
  path: string,
  body: object,
): Promise<Result<Reply, CallProblem>> =>
  withToken(context, deskOf(context), token =>
    context.http(`https://${HOST}${path}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-locale': 'en_US', // the tables read its words
      },
      body: JSON.stringify(body),
    }),
  )

/**
 * Wrong keys are answered with 401. 403 is what an address gets from which too many tokens were asked for, for ten
 * minutes; a Worker shares its address with others.
 * https://developer.fedex.com/api/en-us/guides/ratelimits.html, Thresholds (read 2026-11-29)
 */
const deskOf = ({ settings, secrets }: FedexContext): TokenDesk => ({
  url: `https://${HOST}/oauth/token`,
  clientId: settings.clientId,
  clientSecret: secrets.clientSecret,
  by: 'form',
  nextStep:
    'Check `clientId` (the API Key) and the secret `clientSecret` (the Secret Key) against the production key of your project at developer.fedex.com.',
  crowded: { status: 403, afterSeconds: 600 },
})

/**
 * When the day's quota is used up a reply of 429 says so in words, and the day is GMT's; without them it is a matter
 * of ten seconds. The same page.
 */
export function restMs({ status, text }: Reply, now: number): number {
  if (status !== 429 || !/quota/i.test(text)) return 0
  return DAY_MS - (now % DAY_MS)
}

const DAY_MS = 86_400_000
