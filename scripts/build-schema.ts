// Writes merchants/schema.json from the config schema, so that editors complete and check a
// merchant's YAML, and docs/carriers/custom.schema.json from that of the custom feed, so that its
// senders can check theirs. Tests hold the files equal to what this writes.
import { mkdirSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { MerchantConfig } from '../src/core/merchant.ts'
import { CustomPost } from '../src/sync/carriers/custom.ts'

/** The published form: what a merchant writes, before defaults and one-or-many are resolved. */
export function configSchema(): string {
  const schema = z.toJSONSchema(MerchantConfig, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: 'Waymark merchant', ...schema }, null, 2)}\n`
}

/** What the custom feed takes: what a sender writes. */
export function customSchema(): string {
  const schema = z.toJSONSchema(CustomPost, { io: 'input' })
  return `${JSON.stringify({ title: 'Waymark custom carrier feed', ...schema }, null, 2)}\n`
}

if (import.meta.main) {
  mkdirSync('merchants', { recursive: true })
  writeFileSync('merchants/schema.json', configSchema())
  mkdirSync('docs/carriers', { recursive: true })
  writeFileSync('docs/carriers/custom.schema.json', customSchema())
}
