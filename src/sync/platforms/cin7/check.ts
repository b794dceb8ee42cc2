// Whether a connection works: the credentials, and the two rights the API connection needs.

import * as z from 'zod'
import { ok, type Result } from '../../../core/result.ts'
import type { Grants } from '../../context.ts'
import type { CallProblem } from '../../http.ts'
import { call } from './call.ts'
import { stagesIn } from './orders.ts'
import type { Cin7Context } from './settings.ts'

const Anything = z.array(z.unknown())

/**
 * Reads one order for the right to read. For the right to update it sends an array without a row,
 * which changes nothing. Unverified: that Cin7 looks at the right before it looks for rows; if it does
 * not, a missing right shows at the first write-back instead.
 */
export async function check(context: Cin7Context): Promise<Result<Grants, CallProblem>> {
  const account = context.settings.username // Cin7 tells no name of the account
  const found = await call({ query: { fields: 'id', rows: '1' } }, Anything, context)
  if (!found.ok && found.problem.status !== 403) return found
  if (!found.ok) return ok({ account, missing: ['SalesOrders: Read'] })
  const updated = await call({ rows: '[]' }, Anything, context)
  if (!updated.ok && isFleeting(updated.problem)) return updated
  const mayUpdate = updated.ok || updated.problem.kind !== 'credentials'
  const advice = await adviceFor(context)
  return ok({ account, missing: mayUpdate ? [] : ['SalesOrders: Update'], advice })
}

const isFleeting = ({ kind }: CallProblem): boolean =>
  kind === 'unreachable' || kind === 'throttled'

/** A stage with a slip of the pen would bring no order, ever, and without a word. */
async function adviceFor(context: Cin7Context): Promise<string[]> {
  const { stages, dispatch } = context.settings
  const advice = dispatch ? [DISPATCHES] : []
  if (stages.length === 0) return advice
  const where = `isApproved=true AND ${stagesIn(stages)}`
  const found = await call({ query: { where, fields: 'id', rows: '1' } }, Anything, context)
  if (!found.ok || found.value.length > 0) return advice
  const named = stages.map(stage => `“${stage}”`).join(' or ')
  return [
    `No approved sales order is in the stage ${named} now. Only orders in these stages come in: compare \`stages\` with the spelling in Cin7 Omni.`,
    ...advice,
  ]
}

const DISPATCHES =
  'Waymark fills “Fully dispatched” when everything of an order is sent, and Cin7 takes the goods out of stock then. If Cin7 Omni mails customers at dispatch, switch that off, or `dispatch: false` in the settings.'
