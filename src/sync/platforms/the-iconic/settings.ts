// What a merchant gives to connect their Seller Center account.

import * as z from 'zod'
import type { Limit } from '../../../core/budget.ts'
import type { Context, SecretKind } from '../../context.ts'

/** https://marketplace.zendesk.com/hc/en-us/articles/13732382473359 (read 2026-11-23) */
const HOSTS = {
  live: 'sellercenter-api.theiconic.com.au',
  preprod: 'sellercenter-api-preprod.theiconic.com.au',
} as const

export const Settings = z.strictObject({
  applicationId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{4,128}$/, 'copy the Application ID as Seller Center shows it')
    .describe('Application ID from Seller Center under Settings, OAuth Applications.'),
  environment: z
    .enum(['live', 'preprod'])
    .default('live')
    .describe('preprod only for a test account that THE ICONIC gave you.'),
})
export type IconicSettings = z.infer<typeof Settings>
export type IconicContext = Context<IconicSettings>

export const hostOf = ({ environment }: IconicSettings): string => HOSTS[environment]

export const SECRETS = {
  applicationSecret: {
    about: 'Application Secret, shown once in Seller Center when the application is added.',
    required: true,
  },
} as const satisfies Record<string, SecretKind>

// Unverified: the official limit was not seen. A public client keeps to 25 a second; we stay well below.
// https://github.com/DuneRaccoon/py-iconic-api (read 2026-11-23)
export const LIMITS: readonly Limit[] = [{ calls: 10, perMs: 1000 }]
