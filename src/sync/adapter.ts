// A connection's adapter, whichever registry it stands in, as far as all kinds of them are alike: how
// its settings must look, which secrets it asks for, and how its sender proves itself.

import * as z from 'zod'
import type { ConnectionRow } from '../core/db/hooks.ts'
import type { Result } from '../core/result.ts'
import { carriers } from './carriers/index.ts'
import type { Credentials, SecretKind } from './context.ts'
import type { HookRefusal, RawHook } from './hook.ts'
import { providers } from './notify/index.ts'
import type { Provider } from './notify/provider.ts'
import { platforms } from './platforms/index.ts'
import type { KeySource } from './verify.ts'

type Kind = ConnectionRow['kind']

type Adapter = {
  readonly settings: z.ZodType
  readonly secrets: Readonly<Record<string, SecretKind>>
  verify?(
    hook: RawHook,
    connection: Credentials<unknown>,
    keysAt: KeySource,
  ): Promise<Result<void, HookRefusal>>
}

/** Stored settings as their adapter reads them; what is no JSON is refused like what does not fit. */
export function readSettings<T>(settings: z.ZodType<T>, stored: string): z.ZodSafeParseResult<T> {
  let given: unknown
  try {
    given = JSON.parse(stored)
  } catch {
    given = undefined
  }
  return settings.safeParse(given)
}

/** Every adapter that may stand behind a connection of that kind, by the id that the config names. */
export function adaptersFor(kind: Kind): ReadonlyMap<string, Adapter> {
  if (kind === 'platform') return new Map<string, Adapter>(Object.entries(platforms))
  if (kind === 'carrier') return new Map<string, Adapter>(Object.entries(carriers))
  const all: [string, Provider<object>][] = Object.entries(providers)
  return new Map<string, Adapter>(all.filter(([, { channel }]) => channel === kind))
}

/** Whether its sender may post webhooks to us at all; without it there is no address. */
export const takesHooks = ({ kind, adapter }: Pick<ConnectionRow, 'kind' | 'adapter'>): boolean =>
  adaptersFor(kind).get(adapter)?.verify !== undefined

/** Names of all secrets that the adapter knows. */
export const secretNames = ({ kind, adapter }: Pick<ConnectionRow, 'kind' | 'adapter'>): string[] =>
  Object.keys(adaptersFor(kind).get(adapter)?.secrets ?? {})

const Sealed = z.record(z.string(), z.string())

/** Whether all of these are set. */
export function hasSecrets(
  { secrets }: Pick<ConnectionRow, 'secrets'>,
  names: readonly string[],
): boolean {
  const known = Sealed.parse(JSON.parse(secrets))
  return names.every(name => Object.hasOwn(known, name))
}

/** Names of the secrets that the adapter cannot do without and that are not set. */
export function missingSecrets({
  kind,
  adapter,
  secrets,
}: Pick<ConnectionRow, 'kind' | 'adapter' | 'secrets'>): string[] {
  const known = Sealed.parse(JSON.parse(secrets))
  return Object.entries(adaptersFor(kind).get(adapter)?.secrets ?? {})
    .filter(([name, { required }]) => required && !Object.hasOwn(known, name))
    .map(([name]) => name)
}
