// The commands' way to the API: one function that calls, and every way it can fail as one line that
// says what to do next. The key comes from the environment only: options end up in histories.
import { type Command, Option } from 'commander'
import * as z from 'zod'
import { err, ok, type Result } from '../src/core/result.ts'
import { Refusal } from './answers.ts'

const TIMEOUT_MS = 30_000

/** The options that `withTarget` adds. */
export type Target = { readonly url: string; readonly merchant?: string }

export type Call = { readonly method: string; readonly path: string; readonly body?: unknown }

/** Adds to a command what it takes to reach the API. */
export function withTarget(command: Command): Command {
  return command
    .addOption(
      new Option('--url <url>', 'where Waymark runs')
        .env('WAYMARK_URL')
        .default('http://127.0.0.1:8787'),
    )
    .addOption(
      new Option('--merchant <name>', 'which merchant; only the operator’s key needs it').env(
        'WAYMARK_MERCHANT',
      ),
    )
    .addHelpText('after', '\nThe API key is read from WAYMARK_KEY.')
}

/** Why there is no answer, in one line; `status`: of the refusal, null when nothing answered as Waymark does. */
export type Failure = { readonly status: number | null; readonly message: string }

/** The answer as the schema reads it, or one line for the person at the terminal. */
export async function call<T>(
  target: Target,
  asked: Call,
  schema: z.ZodType<T>,
): Promise<Result<T, string>> {
  const answer = await ask(target, asked, schema)
  return answer.ok ? answer : err(answer.problem.message)
}

/** The same, for whoever does something else by the kind of refusal. */
export async function ask<T>(
  target: Target,
  { method, path, body }: Call,
  schema: z.ZodType<T>,
): Promise<Result<T, Failure>> {
  const failed = (message: string, status: number | null = null) => err({ status, message })
  const way = wayTo(target)
  if (!way.ok) return failed(way.problem)
  const { origin, key } = way.value
  const { merchant } = target
  let status: number
  let text: string
  try {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(merchant && { 'waymark-merchant': merchant }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      redirect: 'manual', // the key goes to the address that was given and nowhere else
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    status = response.status
    text = await response.text()
  } catch {
    return failed(`${origin} does not answer. Does it run (npm start), and is --url right?`)
  }
  const json = jsonOf(text)
  if (status >= 300) return failed(refused(status, json, origin, merchant), status)
  const answer = schema.safeParse(json)
  if (answer.success) return ok(answer.data)
  return failed(`${origin} answers, but not as Waymark does. Is --url right?`)
}

/** Where to call and with which key, before anything is asked of the person. */
export function wayTo({ url }: Target): Result<{ origin: string; key: string }, string> {
  const key = process.env.WAYMARK_KEY?.trim()
  if (!key) return err(NO_KEY)
  if (!/^[!-~]+$/.test(key)) return err('WAYMARK_KEY holds more than a key. Set it anew.')
  const base = URL.parse(url)
  if (!base || !/^https?:$/.test(base.protocol)) {
    return err(`${url} is no address. Write --url as in https://track.example.com.`)
  }
  return ok({ origin: base.origin, key })
}

/** Shows what came of it; a problem is one line on stderr and the exit code 1. */
export function show<T>(result: Result<T, string>, print: (value: T) => void): void {
  if (result.ok) print(result.value)
  else complain(result.problem)
}

export function complain(problem: string): void {
  console.error(plain(problem))
  process.exitCode = 1
}

/** One line; what shops and carriers wrote must not steer the terminal. */
export const say = (line: string): void => console.log(plain(line))

const plain = (line: string): string => line.replace(/\p{Cc}/gu, ' ')

const NO_KEY =
  'WAYMARK_KEY is not set. Put an API key there: `waymark key create` makes one; the operator’s is OPERATOR_KEY.'

function refused(status: number, json: unknown, origin: string, merchant?: string): string {
  const refusal = Refusal.safeParse(json)
  if (status < 400) return `${origin} sends elsewhere (${status}). Give --url the address it means.`
  if (!refusal.success) return `${origin} answered ${status}. Is --url right?`
  const { title, errors, requestId } = refusal.data
  const faults = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message))
  const all = faults.length > 0 ? `${faults.join('; ').replace(/\.$/, '')}.` : ''
  return [title, all, nextStep(status, merchant, requestId)].filter(Boolean).join(' ')
}

function nextStep(status: number, merchant?: string, requestId?: string): string {
  if (status === 401) return 'Check WAYMARK_KEY: it may be mistyped, deleted, or of another --url.'
  if (status === 403) return 'Use another key: `waymark key list` shows what each may do.'
  if (status === 404 && !merchant) return 'With the operator’s key, say which --merchant.'
  if (status === 422) return 'Mend it and try again.'
  if (status >= 500) return `Try again; the log knows it as ${requestId ?? 'no request'}.`
  return ''
}

/** Null when it is no JSON, and undefined when there is nothing. */
function jsonOf(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** For calls that answer with nothing (204). */
export const Nothing = z.undefined()
