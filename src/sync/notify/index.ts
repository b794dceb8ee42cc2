// The registry of message providers: one line each. The battery in test/battery runs over it.
import type { Provider } from './provider.ts'
import { resend } from './resend.ts'
import { twilio } from './twilio.ts'

export const providers = { resend, twilio } as const

export type ProviderId = keyof typeof providers

const isProviderId = (id: string): id is ProviderId => Object.hasOwn(providers, id)

/** The provider of that id, or null. Its settings must be parsed with its own schema before use. */
export function providerOf(id: string): Provider<object> | null {
  return isProviderId(id) ? providers[id] : null
}
