// A sender's webhook of a parcel's nth scan, signed as the sender signs (test/battery/signers.ts).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { PATH, Signing, secretFor, signed } from '../../test/battery/signers.ts'
import type { Call } from '../load.ts'
import { SCANS, type Scan, type Sender } from './scans.ts'

const FIXTURES = 'test/fixtures/carriers'

/** What a sender's fixtures say of it, read once. */
type SenderFacts = {
  readonly signing: Signing
  /** Its secrets by name, as they are set at the connection. */
  readonly secrets: Readonly<Record<string, string>>
  readonly settings: unknown
}

export function factsOf(sender: Sender): SenderFacts {
  const signing = Signing.parse(readJson(sender, 'signing'))
  return {
    signing,
    secrets: 'secret' in signing ? { [signing.secret]: secretFor(signing) } : {},
    settings: existsSync(fileOf(sender, 'settings')) ? readJson(sender, 'settings') : {},
  }
}

/** The nth scan of the parcel with that number, from 1 to 59; two of one n differ in nothing. */
export function bodyOf(sender: Sender, trackingNumber: string, nth: number): string {
  const scan: Scan = SCANS[sender]
  const turn = String(nth).padStart(2, '0')
  const { payload } = Fixture.parse(readJson(sender, scan.fixture))
  return scan.turns.reduce(
    (text, pattern) =>
      replaced(text, pattern.replaceAll(/[{}]/g, ''), pattern.replace(/\{.*\}/, turn)),
    replaced(JSON.stringify(payload), scan.number, trackingNumber),
  )
}

/** The webhook with that body, sent `at`. */
export function webhook(
  { signing }: SenderFacts,
  hookPath: string,
  body: string,
  at: number,
): Call {
  const { [PATH]: rest = '', ...headers } = signed(signing, body, secretFor(signing), at)
  return {
    path: [hookPath, rest].filter(Boolean).join('/'),
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  }
}

const Fixture = z.object({ payload: z.unknown() })

const fileOf = (sender: Sender, name: string) => join(FIXTURES, sender, `${name}.json`)

const parsed = new Map<string, unknown>()

function readJson(sender: Sender, name: string): unknown {
  const file = fileOf(sender, name)
  const known = parsed.get(file) ?? JSON.parse(readFileSync(file, 'utf8'))
  parsed.set(file, known)
  return known
}

function replaced(text: string, old: string, by: string): string {
  if (!text.includes(old)) throw new Error(`a scan has no ${old}`)
  return text.replaceAll(old, by)
}
