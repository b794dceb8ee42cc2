// One GraphQL call to a shop. What its reply means is judged in reply.ts.
import type * as z from 'zod'
import type { Result } from '../../../core/result.ts'
import type { CallProblem, Reply } from '../../http.ts'
import { judge } from './reply.ts'
import { API_VERSION, type ShopifyContext } from './settings.ts'
import { accessToken } from './token.ts'

/** Sends one document and parses its data; a refused token is renewed once if it can be. */
export async function call<Data extends z.ZodType>(
  context: ShopifyContext,
  document: string,
  variables: Record<string, unknown>,
  data: Data,
): Promise<Result<z.infer<Data>, CallProblem>> {
  const token = await accessToken(context, 'cached')
  if (!token.ok) return token
  let reply = await post(context, document, variables, token.value.text)
  if (reply.ok && reply.value.status === 401 && token.value.renewable) {
    const renewed = await accessToken(context, 'fresh')
    if (!renewed.ok) return renewed
    reply = await post(context, document, variables, renewed.value.text)
  }
  return reply.ok ? judge(reply.value, context, data) : reply
}

function post(
  context: ShopifyContext,
  document: string,
  variables: Record<string, unknown>,
  token: string,
): Promise<Result<Reply, CallProblem>> {
  const operationName = /^\w+ (\w+)/.exec(document)?.[1]
  return context.http(`https://${context.settings.shop}/admin/api/${API_VERSION}/graphql.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
    body: JSON.stringify({ query: document, operationName, variables }),
  })
}
