// Node runs .ts but not .tsx: bundles a script's module (packages stay outside) and imports that.
// esbuild comes with wrangler.
import { mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = join(import.meta.dirname, '..')
const CACHE = join(ROOT, 'node_modules/.cache/waymark')

/** Imports a `.ts` file, given from the project's root, whatever JSX it reaches. */
export async function importBundled(file: string): Promise<unknown> {
  mkdirSync(CACHE, { recursive: true })
  const outfile = join(CACHE, `${basename(file, '.ts')}.mjs`)
  await build({
    entryPoints: [join(ROOT, file)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  return import(pathToFileURL(outfile).href)
}
