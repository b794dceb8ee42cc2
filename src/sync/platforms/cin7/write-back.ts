// Telling Cin7 about parcels: one GET for many orders, then one PUT for those that lack something,
// because a call a parcel would eat up the 60 calls a minute. The PUT answers 200 and says for each row
// whether it was taken. After an ambiguous failure the orders are read again instead of guessing.
import * as z from 'zod'
import { err, ok, type Result } from '../../../core/result.ts'
import { type CallProblem, isAmbiguous } from '../../http.ts'
import type { OrderWriteBack, WantedFulfilment, WrittenFulfilment } from '../platform.ts'
import { call, queryOf } from './call.ts'
import { type Change, type Plan, planFor, writtenOf } from './plan.ts'
import { type Cin7Context, HOST } from './settings.ts'
import * as wire from './wire.ts'

/** See call.ts: kept below the query string that ASP.NET takes. */
const LONGEST_QUERY = 1_900
/** Unverified: the most rows of one PUT; that many are read at once as well. */
const MOST_ROWS = 250

type Outcomes = Result<WrittenFulfilment[], CallProblem>

export async function writeBack(
  platformId: string,
  wanted: readonly WantedFulfilment[],
  context: Cin7Context,
): Promise<Outcomes> {
  const [outcome] = await writeBackMany([{ platformId, wanted }], context)
  return outcome ?? ok([])
}

/** What a batch brought; `stop`: a problem that the next batch would meet as well. */
type Told = { readonly outcomes: readonly Outcomes[]; readonly stop: CallProblem | null }

/** Enough to find the one row in MOST_ROWS that Cin7 refuses; the next telling finds the next. */
const MOST_HALVINGS = 10

/** The outcomes in the order of the orders. */
export async function writeBackMany(
  orders: readonly OrderWriteBack[],
  context: Cin7Context,
): Promise<readonly Outcomes[]> {
  const outcomes: Outcomes[] = []
  const waiting = batchesOf(orders)
  let stop: CallProblem | null = null
  let halvings = 0
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    const told: Told = stop ? failed(batch, stop) : await writeBatch(batch, context)
    const isAboutRows = stop === null && told.stop?.status === 400
    if (isAboutRows && batch.length > 1 && halvings < MOST_HALVINGS) {
      halvings += 1
      const middle = Math.ceil(batch.length / 2)
      waiting.unshift(batch.slice(0, middle), batch.slice(middle))
      continue
    }
    outcomes.push(...told.outcomes)
    if (!isAboutRows) stop = told.stop
  }
  return outcomes
}

const failed = (batch: readonly OrderWriteBack[], stop: CallProblem): Told => ({
  outcomes: batch.map(() => err(stop)),
  stop,
})

/** An order that comes twice goes into the next batch, where it is read with what the first wrote. */
function batchesOf(orders: readonly OrderWriteBack[]): OrderWriteBack[][] {
  const batches: OrderWriteBack[][] = []
  for (const order of orders) {
    const batch = batches.at(-1) ?? []
    const isNew = !batch.some(({ platformId }) => platformId === order.platformId)
    const fits = queryOf(queryFor([...batch, order])).length <= LONGEST_QUERY
    if (batch.length > 0 && batch.length < MOST_ROWS && isNew && fits) batch.push(order)
    else batches.push([order])
  }
  return batches
}

async function writeBatch(batch: readonly OrderWriteBack[], context: Cin7Context): Promise<Told> {
  const plans = await plansFor(batch, context)
  if (!plans.ok) return failed(batch, plans.problem)
  const rows = batch.flatMap(({ platformId }, index) => {
    const plan = plans.value[index]
    return plan?.ok && plan.value.change ? [{ platformId, change: plan.value.change }] : []
  })
  const verdicts = await send(rows, context)
  if (!verdicts.ok) return afterFailure(batch, plans.value, verdicts.problem, context)
  const outcomes = batch.map(({ platformId }, index): Outcomes => {
    const verdict = verdicts.value.get(platformId) ?? null
    if (verdict?.kind === 'untold') return err(untold)
    return toldOf(platformId, plans.value[index], verdict?.kind === 'refused' ? verdict.why : null)
  })
  return { outcomes, stop: null }
}

/**
 * The PUT may have happened or not, unless Cin7 refused it. Orders that now show all they should are
 * written; for the others the problem goes back with its delay, because the act may be under way.
 */
async function afterFailure(
  batch: readonly OrderWriteBack[],
  before: readonly Planned[],
  problem: CallProblem,
  context: Cin7Context,
): Promise<Told> {
  const again = isAmbiguous(problem) ? await plansFor(batch, context) : null
  const plans = again?.ok ? again.value : before
  const outcomes = batch.map(({ platformId }, index): Outcomes => {
    const plan = plans[index]
    return plan?.ok && plan.value.change ? err(problem) : toldOf(platformId, plan, null)
  })
  return { outcomes, stop: problem }
}

/** What is to be done for one order, or why it cannot be told. */
type Planned = Result<Plan, CallProblem>

function toldOf(platformId: string, plan: Planned | undefined, complaint: string | null): Outcomes {
  if (!plan) throw new Error('an order of the batch has no plan')
  if (!plan.ok) return plan
  return ok(plan.value.outcomes.map(outcome => writtenOf(platformId, outcome, complaint)))
}

const GONE = 'the shop no longer has this order'

/**
 * Our change replaces the whole of both texts: an answer that leaves one out is nothing to go by, for
 * what people wrote there would be lost. Unverified: that Cin7 writes an empty one as null or "" and
 * leaves none out that `fields` asked for.
 */
const Whole = wire.State.extend({
  trackingCode: z.string().nullable(),
  internalComments: z.string().nullable(),
})
const Named = wire.State.pick({ id: true })

/** Reads all orders of the batch in one call and plans each, in their order; an odd one by itself. */
async function plansFor(
  batch: readonly OrderWriteBack[],
  context: Cin7Context,
): Promise<Result<Planned[], CallProblem>> {
  const known = batch.filter(({ platformId }) => /^\d+$/.test(platformId))
  const found =
    known.length > 0
      ? await call({ query: queryFor(known) }, z.array(z.unknown()), context)
      : ok([])
  if (!found.ok) return found
  const rows = new Map<string, unknown>()
  for (const row of found.value) rows.set(Named.safeParse(row).data?.id ?? 'unnamed', row)
  return ok(
    batch.map(({ platformId, wanted }): Planned => {
      const row = rows.get(platformId)
      if (row === undefined && rows.has('unnamed')) return err(odd(['id']))
      if (row === undefined) {
        const outcomes = wanted.map(want => ({ state: 'refused' as const, want, reason: GONE }))
        return ok({ outcomes, change: null })
      }
      const state = Whole.safeParse(row)
      if (state.success) return ok(planFor(state.data, wanted, context))
      return err(odd(state.error.issues.map(issue => issue.path.join('.'))))
    }),
  )
}

const odd = (where: readonly string[]): CallProblem => ({
  kind: 'unreadable',
  host: HOST,
  status: 200,
  message: `Cin7's order is not in the documented shape at: ${where.slice(0, 3).join(', ')}. It is read again by itself.`,
  retry: { afterSeconds: 60 },
})

/** `id IN (…)`: https://github.com/narballs/indoorsunhydro-cin7 (read 2026-11-23) */
const queryFor = (orders: readonly OrderWriteBack[]): Record<string, string> => ({
  where: `id IN (${orders.map(({ platformId }) => platformId).join(',')})`,
  page: '1',
  rows: String(MOST_ROWS),
  fields: wire.STATE_FIELDS,
})

type Row = { readonly platformId: string; readonly change: Change }

/** What Cin7 said of one row; `untold`: nothing, so whether it was taken is unknown. */
type Verdict =
  | { readonly kind: 'taken' | 'untold' }
  | { readonly kind: 'refused'; readonly why: string }

async function send(
  rows: readonly Row[],
  context: Cin7Context,
): Promise<Result<ReadonlyMap<string, Verdict>, CallProblem>> {
  if (rows.length === 0) return ok(new Map())
  const body = `[${rows.map(rowText).join(',')}]`
  const results = await call({ rows: body }, z.array(wire.WriteResult), context)
  if (!results.ok) return results
  const said = new Map(results.value.map(result => [result.index, result]))
  return ok(new Map(rows.map((row, index) => [row.platformId, verdictOf(row, said.get(index))])))
}

/** The id goes as the integer that Cin7 documents, digit by digit: some are beyond 2^53. */
const rowText = ({ platformId, change }: Row): string =>
  `{"id":${BigInt(platformId)},${JSON.stringify(change).slice(1)}`

function verdictOf(row: Row, result: wire.WriteResult | undefined): Verdict {
  if (!result || (result.id && result.success && result.id !== row.platformId)) {
    return { kind: 'untold' }
  }
  if (result.success) return { kind: 'taken' }
  const said = result.errors?.join('; ').slice(0, 300) || 'no reason given'
  return { kind: 'refused', why: `Cin7 refuses the change: ${said}` }
}

const untold: CallProblem = {
  kind: 'unreadable',
  host: HOST,
  status: 200,
  message: 'Cin7 did not say whether it took the change; the order is read again.',
  retry: { afterSeconds: 60 },
}
