// Calls to UPS: the token, and whatever is asked with it. A token that UPS no longer takes is fetched
// anew once. https://developer.ups.com/api/reference/oauth/client-credentials (read 2026-11-24)
import * as z from 'zod'
import type { Result } from '../../../core/result.ts'
import { type TokenDesk, withToken } from '../../client-credentials.ts'
import type { Context } from '../../context.ts'
import type { Call, CallProblem, Reply } from '../../http.ts'

export const HOST = 'onlinetools.ups.com'

export const Settings = z.strictObject({
  clientId: z.string().trim().min(1).describe('the Client ID of your app at developer.ups.com'),
})
export type UpsContext = Context<z.infer<typeof Settings>>

/** The reply whatever its status, but for tokens that are not to be had. */
export const ask = (
  context: UpsContext,
  path: string,
  call: Call,
): Promise<Result<Reply, CallProblem>> =>
  withToken(context, deskOf(context), token =>
    context.http(`https://${HOST}${path}`, {
      ...call,
      headers: {
        accept: 'application/json',
        ...call.headers,
        authorization: `Bearer ${token}`,
        transid: crypto.randomUUID().replaceAll('-', ''),
        transactionsrc: 'waymark',
      },
    }),
  )

const deskOf = ({ settings, secrets }: UpsContext): TokenDesk => ({
  url: `https://${HOST}/security/v1/oauth/token`,
  clientId: settings.clientId,
  clientSecret: secrets.clientSecret,
  by: 'basic',
  nextStep: 'Check `clientId` and the secret `clientSecret` against your app at developer.ups.com.',
})
