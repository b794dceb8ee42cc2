// What a shopper asks or says on the page: which form it was, what sync makes of it, and the status that
// tells a program the same. A form that is sent twice changes nothing the second time.
import { isEmail, Preferred, Rated, Unlocked } from '../core/shopper.ts'
import { askSync } from './ask-sync.ts'
import { type Fields, mayPost } from './form.ts'
import { networkOf } from './network.ts'
import type { Page } from './respond.ts'

/** `wait`: minutes, where there were too many tries. No answer: sync was not asked, for want of a field or of time. */
export type Said = { readonly wait?: number } & (
  | { readonly form: 'private'; readonly answer: Unlocked | null }
  | {
      readonly form: 'feedback'
      readonly parcel: number
      readonly good: boolean
      readonly answer: Rated | null
    }
  | { readonly form: 'preferences'; readonly saved: boolean; readonly answer: Preferred | null }
  | { readonly form: null }
)

type Form = (c: Page, token: string, fields: Fields) => Promise<Said>

/** By the field that only this form has. */
const FORMS: Readonly<Record<string, Form>> = {
  private: async (c, token, fields) => {
    const given = { answer: fieldOf(fields, 'private'), name: fieldOf(fields, 'name') }
    // What cannot fit is no try.
    if (!given.answer || !(given.name || isEmail(given.answer))) {
      return { form: 'private', answer: null }
    }
    const asked = { token, ...given, network: networkOf(c) }
    const told = await askSync(c, 'unlock', asked, Unlocked)
    return {
      form: 'private',
      answer: told,
      wait: told.kind === 'wait' ? told.minutes : undefined,
    }
  },
  feedback: async (c, token, fields) => {
    const { parcel, good } = feedbackIn(fields)
    const isOne = /^(good|bad)$/.test(fields.get('feedback')) && parcel > 0
    const answer = isOne
      ? await askSync(c, 'rate', { token, parcel, good }, Rated)
      : ({ kind: 'refused' } as const)
    return { form: 'feedback', parcel, good, answer }
  },
  preferences: async (c, token, fields) => {
    const saved = fields.get('preferences') === 'save'
    const ticked = { email: fields.get('email') !== '', sms: fields.get('sms') !== '' }
    const asked = { token, choice: saved ? ticked : null }
    return { form: 'preferences', saved, answer: await askSync(c, 'prefer', asked, Preferred) }
  },
}

const UNASKED: Readonly<Record<string, (fields: Fields) => Said>> = {
  private: () => ({ form: 'private', answer: null, wait: 1 }),
  feedback: fields => ({ form: 'feedback', ...feedbackIn(fields), answer: null, wait: 1 }),
  preferences: () => ({ form: 'preferences', saved: false, answer: null, wait: 1 }),
}

const fieldOf = (fields: Fields, name: string) => fields.get(name).slice(0, MAX_FIELD)
const MAX_FIELD = 300

const feedbackIn = (fields: Fields) => ({
  parcel: /^\d{1,4}$/.test(fields.get('parcel')) ? Number(fields.get('parcel')) : 0,
  good: fields.get('feedback') === 'good',
})

/** What came of the form; `unknown`: the order behind the link has gone. */
export async function hear(c: Page, token: string, fields: Fields): Promise<Said | 'unknown'> {
  const name = Object.keys(FORMS).find(field => fields.has(field))
  if (!name) return { form: null }
  if (!(await mayPost(c))) return UNASKED[name]?.(fields) ?? { form: null }
  const said = (await FORMS[name]?.(c, token, fields)) ?? { form: null }
  return said.form && said.answer?.kind === 'unknown' ? 'unknown' : said
}

/** 422: it was read, and is not right; 429: later. */
export function statusOf(said: Said): number {
  if (said.wait) return 429
  if (said.form === null || said.answer === null) return 422
  return said.answer?.kind === 'wrong' || said.answer?.kind === 'refused' ? 422 : 200
}
