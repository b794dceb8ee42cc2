// Writes merchants/schema.json from the config schema, so that editors complete and check a
// merchant's YAML. A test holds the file equal to what this writes.
import { mkdirSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { MerchantConfig } from '../src/core/merchant.ts'

/** The published form: what a merchant writes, before defaults and one-or-many are resolved. */
export function configSchema(): string {
  const schema = z.toJSONSchema(MerchantConfig, { io: 'input', unrepresentable: 'any' })
  return `${JSON.stringify({ title: 'Waymark merchant', ...schema }, null, 2)}\n`
}

if (import.meta.main) {
  mkdirSync('merchants', { recursive: true })
  writeFileSync('merchants/schema.json', configSchema())
}
