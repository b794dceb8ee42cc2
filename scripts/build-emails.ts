// `npm run build`: compiles the mail templates into src/emails/compiled.ts, which is committed.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as compiler from './compile-emails.ts'
import { importBundled } from './bundled.ts'

const { compileEmails } = (await importBundled('scripts/compile-emails.ts')) as typeof compiler
const source = compileEmails()
writeFileSync(join(import.meta.dirname, '../src/emails/compiled.ts'), source)
console.log(`src/emails/compiled.ts: ${(source.length / 1024).toFixed(1)} KiB`)
