// Payloads and vectors published by the carriers, where they lie beside the project.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspectCarrier } from '../../../cli/inspect.ts'

const CONTRACTS = join(import.meta.dirname, '../../../../shared/contracts/carriers')

export const here = existsSync(CONTRACTS)
if (!here) console.log('carrier contracts are not beside this clone: these tests are skipped')

/** The text of `easypost/tracker-pre-transit.json`. */
export const file = (path: string): string => readFileSync(join(CONTRACTS, path), 'utf8')

/** What `waymark inspect carrier <id> <path>` makes of it. */
export const inspected = (id: string, path: string) => inspectCarrier(id, file(path))
