// Brings each parcel to where it should be: read what the shop has, plan, act, and after a failure read
// again instead of guessing, because hardly any shop takes an idempotency key.
import { err, ok, type Result } from '../../core/result.ts'
import { type CallProblem, isAmbiguous } from '../http.ts'
import { fulfilmentEventKey, type WantedFulfilment, type WrittenFulfilment } from './platform.ts'

/** What is left to do. `ours`: the shop's ids of what carries the parcel's number. */
export type Plan<Write> =
  | { readonly kind: 'settled'; readonly ours: readonly string[] }
  | { readonly kind: 'refuse'; readonly reason: string }
  /** It cannot be told from what the shop shows; nothing is noted of the parcel. */
  | { readonly kind: 'stop'; readonly problem: CallProblem }
  | Write

/** `complaint`: the shop's own words on why it did not do it. */
export type Acted =
  | { readonly kind: 'done'; readonly ours: readonly string[] }
  | { readonly kind: 'complaint'; readonly complaint: string }

export type Settled =
  | { readonly state: 'written'; readonly ours: readonly string[] }
  | { readonly state: 'refused'; readonly reason: string }

type Writing = { readonly kind: 'write' }

type Shop<State, Write extends Writing> = {
  /** null: the shop no longer has the order. */
  readState(): Promise<Result<State | null, CallProblem>>
  plan(state: State, want: WantedFulfilment): Plan<Write>
  act(plan: Write, want: WantedFulfilment): Promise<Result<Acted, CallProblem>>
  readonly gone: string
  /** What stands before the shop's own words. */
  readonly refuses: string
}

/** One after the other. A call that failed ends it: all of it is safe to repeat. */
export async function settleParcels<State, Write extends Writing>(
  wants: readonly WantedFulfilment[],
  shop: Shop<State, Write>,
): Promise<Result<Settled[], CallProblem>> {
  const settled: Settled[] = []
  for (const want of wants) {
    const outcome = await settleParcel(want, shop)
    if (!outcome.ok) return outcome
    settled.push(outcome.value)
  }
  return ok(settled)
}

async function settleParcel<State, Write extends Writing>(
  want: WantedFulfilment,
  shop: Shop<State, Write>,
): Promise<Result<Settled, CallProblem>> {
  let complaint = ''
  for (const _round of ['first', 'again']) {
    const state = await shop.readState()
    if (!state.ok) return state
    if (state.value === null) return refused(shop.gone)
    const plan = shop.plan(state.value, want)
    if (plan.kind === 'settled') return ok({ state: 'written', ours: plan.ours })
    if (plan.kind === 'refuse') return refused(plan.reason)
    if (plan.kind === 'stop') return err(plan.problem)

    const acted = await shop.act(plan, want)
    if (!acted.ok) return isAmbiguous(acted.problem) ? lookAgain(acted) : acted
    if (acted.value.kind === 'done') return ok({ state: 'written', ours: acted.value.ours })
    // Somebody may have shipped, split or edited between our reading and our writing: read once more.
    complaint = acted.value.complaint
  }
  return refused(`${shop.refuses}: ${complaint}`)

  /**
   * The act may have happened or not. When the shop does not show it, it may still be under way, so it
   * is not repeated in the same breath: the problem goes back with its delay.
   */
  async function lookAgain(
    failure: Result<never, CallProblem>,
  ): Promise<Result<Settled, CallProblem>> {
    const state = await shop.readState()
    const plan = state.ok && state.value !== null ? shop.plan(state.value, want) : null
    return plan?.kind === 'settled' ? ok({ state: 'written', ours: plan.ours }) : failure
  }
}

const refused = (reason: string): Result<Settled, never> => ok({ state: 'refused', reason })

/** Where a shop has no place for a parcel's journey: nothing of it is left to tell. */
export const withoutJourneys = (
  settled: readonly Settled[],
  wants: readonly WantedFulfilment[],
): WrittenFulfilment[] =>
  settled.map((each, index) =>
    each.state === 'refused'
      ? each
      : {
          state: 'written',
          platformFulfilmentId: each.ours[0] ?? '',
          events: (wants[index]?.events ?? []).map(fulfilmentEventKey),
        },
  )
