// The merchant's daily mail: once a day, from the hour that the config names, what needs somebody. Frozen
// in the database before it leaves, so that a cron that runs twice, dies or meets a provider that is down
// repeats the same bytes under one id, which the provider takes once. docs/decisions/015-digest.md says
// why it is no message of the ledger.
import { connectionsOf } from '../../core/db/config.ts'
import { lettersWaiting } from '../../core/db/dead-letters.ts'
import {
  changeDigest,
  type DigestState,
  type MerchantToTell,
  merchantsToTell,
} from '../../core/db/digests.ts'
import { eachShard } from '../../core/db/open.ts'
import { digestOf, keysOf } from '../../core/digest.ts'
import { addDays, localDay, localMinutes } from '../../core/time.ts'
import { digestMail } from '../../emails/digest.ts'
import { troubledParcels } from '../attention.ts'
import type { Env, Settings } from '../env.ts'
import { nameOf } from '../log.ts'
import { noteProblem } from '../note-problem.ts'
import { openProvider } from '../open-provider.ts'
import type { Place } from './follow-up.ts'
import { GIVE_UP_MS, waitMs } from './message-job.ts'

/** Each reads the live orders of the database: the others' turn is a minute later. */
const AT_ONCE = 10
const MAX_LETTERS = 20

export async function sendDigests(env: Env, settings: Settings, now: number): Promise<void> {
  await eachShard(env, async (db, shard) => {
    const due = (await merchantsToTell(db)).filter(merchant => isDue(merchant, now))
    for (const merchant of due.slice(0, AT_ONCE)) {
      try {
        await tell({ db, shard, settings, now }, merchant)
      } catch (cause) {
        console.error({
          event: 'failed',
          job: 'digest',
          merchant: merchant.id,
          cause: nameOf(cause),
        })
      }
    }
  })
}

/** The last day whose hour has come. */
function dayOf({ zone, at }: MerchantToTell, now: number): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const today = localDay(now, zone)
  return localMinutes(now, zone) >= hours * 60 + minutes ? today : addDays(today, -1)
}

/** Who is new waits for the hour of a day; after that a day is told late rather than not. */
function isDue(merchant: MerchantToTell, now: number): boolean {
  const { state, zone } = merchant
  if (state?.mail) return state.mail.dueAt <= now
  return dayOf(merchant, now) > (state?.on ?? addDays(localDay(now, zone), -1))
}

async function tell(place: Place, merchant: MerchantToTell): Promise<void> {
  const { id, state } = merchant
  if (state?.mail) {
    if (place.now - state.mail.madeAt <= GIVE_UP_MS.email) return send(place, merchant)
    console.error({ event: 'digest_given_up', merchant: id })
    if (dayOf(merchant, place.now) === state.on) {
      await change(place.db, merchant, { ...state, mail: null })
      return
    }
  }
  const written = await write(place, merchant)
  if (written?.state?.mail) await send(place, written)
}

/** What the day has to tell; a mail that was given up has told nothing, so it is new again. */
async function write(
  { db, settings: { publicUrl }, now }: Place,
  merchant: MerchantToTell,
): Promise<MerchantToTell | null> {
  const { id, slug, brand, zone, email, state, host } = merchant
  const on = dayOf(merchant, now)
  const [parcels, connections, letters] = await Promise.all([
    troubledParcels(db, id, { page: { hosts: host ? [host] : [] }, publicUrl, now }),
    connectionsOf(db, id),
    lettersWaiting(db, id, MAX_LETTERS),
  ])
  const told = state?.told ?? []
  const digest = digestOf({ parcels, connections, letters }, told, {
    merchant: slug,
    brand,
    on,
    zone,
  })
  const tells = keysOf(digest)
  const mail = { to: email, ...digestMail(digest), tells, madeAt: now, dueAt: now, attempts: 0 }
  return change(db, merchant, tells.length > 0 ? { on, told, mail } : { on, told: [], mail: null })
}

async function send({ db, shard, settings, now }: Place, merchant: MerchantToTell): Promise<void> {
  const { id, state } = merchant
  if (!state?.mail) return
  const { on, mail } = state
  const { to, subject, html, text } = mail
  const gone = { on, told: mail.tells, mail: null }
  const later = (afterSeconds: number) => {
    const attempts = mail.attempts + 1
    const dueAt = now + Math.max(waitMs(attempts), afterSeconds * 1000)
    return change(db, merchant, { ...state, mail: { ...mail, attempts, dueAt } })
  }
  const opened = await openProvider('email', await connectionsOf(db, id), settings, now)
  if (!opened.ok) {
    const { problem } = opened
    if (problem.kind === 'unusable') await noteProblem(db, problem.connection.id, problem.message)
    await later(0)
    return
  }
  const { provider, context, connection } = opened.value
  const name = `${shard}.digest.${id}.${on}`
  const sent = await provider.send(
    { id: name, to, subject, html, text, callbackUrl: null },
    context,
  )
  if (sent.ok) {
    if (connection.problem !== null) await noteProblem(db, connection.id, null)
    await change(db, merchant, gone)
    return
  }
  const { kind, code, message, retry } = sent.problem
  if (kind === 'channel') await noteProblem(db, connection.id, message)
  if (retry) {
    await later(retry.afterSeconds)
    return
  }
  // Known there with other bytes, it is out; refused for good, its address is wrong.
  if (kind !== 'unknown') console.error({ event: 'digest_refused', merchant: id, code })
  await change(db, merchant, kind === 'unknown' ? gone : { ...state, mail: null })
}

/** The merchant as changed; null when somebody else was faster, who goes on with it. */
async function change(
  db: Place['db'],
  merchant: MerchantToTell,
  state: DigestState,
): Promise<MerchantToTell | null> {
  const stored = JSON.stringify(state)
  return (await changeDigest(db, merchant, stored)) ? { ...merchant, stored, state } : null
}
