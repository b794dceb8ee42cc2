// What a shopper asks or says, as edge passes it on: a table of contents. Reached through the service
// binding only; edge forwards /hooks and /api from outside, and asks here in its own words. Each door says
// in core/shopper.ts what it takes and what it answers.

import { HOME_SHARD, openDb } from '../../core/db/open.ts'
import { LookUp, Picture, Prefer, Rate, type Shape, Unlock } from '../../core/shopper.ts'
import { readToken, shardOf } from '../../core/token.ts'
import type { Env, Settings } from '../env.ts'
import type { Place } from '../jobs/follow-up.ts'
import { lookUp } from './look-up.ts'
import { showPicture } from './picture.ts'
import { prefer } from './prefer.ts'
import { showProof } from './proof.ts'
import { rateDelivery } from './rate.ts'
import { unlock } from './unlock.ts'

/** Where a shopper's order is, and what it takes to answer. */
export type Visit = Place & { readonly env: Env }

type Door = (body: unknown, visit: (token: string) => Visit) => Promise<unknown>

const door =
  <T extends { readonly token: string }>(
    shape: Shape<T>,
    answer: (asked: T, visit: Visit) => Promise<unknown>,
  ): Door =>
  (body, visit) => {
    const asked = shape.parse(body)
    const token = readToken(asked.token) ?? ''
    return answer({ ...asked, token }, visit(token))
  }

const DOORS: Readonly<Record<string, Door>> = {
  '/shopper/unlock': door(Unlock, unlock),
  '/shopper/rate': door(Rate, rateDelivery),
  '/shopper/prefer': door(Prefer, prefer),
  '/shopper/picture': door(Picture, showPicture),
  '/shopper/look-up': (body, visit) => {
    const asked = LookUp.parse(body)
    return lookUp(asked, visit(asked.shard))
  },
}

/** `POST /shopper/<door>` with JSON, and `GET /shopper/proof/…` for a picture of a delivery. */
export async function hearShopper(
  request: Request,
  env: Env,
  settings: Settings,
  now: number,
): Promise<Response> {
  const visit = (token: string): Visit => {
    const wanted = shardOf(token)
    const shard = openDb(env, wanted) ? wanted : HOME_SHARD
    const db = openDb(env, shard)
    if (!db) throw new Error('the home database is not bound')
    return { env, db, shard, settings, now }
  }
  const { pathname, searchParams } = new URL(request.url)
  const [, , name, ...rest] = pathname.split('/')
  if (name === 'proof') {
    return showProof(rest, searchParams.get('host') ?? '', visit(rest[0] ?? ''))
  }
  const open = Object.hasOwn(DOORS, pathname) ? DOORS[pathname] : undefined
  if (!open || request.method !== 'POST') return new Response(null, { status: 404 })
  const answer = await open(await request.json(), visit)
  return answer instanceof Response ? answer : Response.json(answer)
}
