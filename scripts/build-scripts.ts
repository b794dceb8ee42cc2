// Bundles what runs in shoppers' browsers (src/edge/browser/) into src/edge/scripts.ts, which is committed: edge
// serves it from memory. A test holds the file equal to what this writes. esbuild comes with wrangler.
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

const EDGE = join(import.meta.dirname, '../src/edge')

/** The source of `src/edge/scripts.ts`. */
export function compileScripts(): string {
  const [page, embed] = ['page', 'embed'].map(name => {
    const text = bundle(name)
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
    return JSON.stringify({ hash, text })
  })
  return `// Made of src/edge/browser/ by \`node scripts/build-scripts.ts\`: edit those.
export const PAGE_SCRIPT = ${page}
export const EMBED_SCRIPT = ${embed}
`
}

function bundle(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(EDGE, `browser/${name}.ts`)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  })
  const [file] = outputFiles
  if (!file) throw new Error(`esbuild made nothing of ${name}`)
  return file.text
}

if (import.meta.main) writeFileSync(join(EDGE, 'scripts.ts'), compileScripts())
