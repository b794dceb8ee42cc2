// Node runs .ts but not .tsx: bundles a script's module (packages stay outside) and imports that.
// esbuild comes with wrangler.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const CACHE = join(import.meta.dirname, '../node_modules/.cache/waymark')

/** Imports `scripts/<name>.ts`, whatever JSX it reaches. */
export async function importBundled(name: string): Promise<unknown> {
  mkdirSync(CACHE, { recursive: true })
  const outfile = join(CACHE, `${name}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}
