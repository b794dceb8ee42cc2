// A merchant's YAML file, read with every fault at once: syntax, schema and references, then what the
// adapters say of their settings, each with the line and column where a person has to look.
import { isNode, LineCounter, parseDocument } from 'yaml'
import { MerchantConfig } from '../src/core/merchant.ts'
import { err, ok, type Result } from '../src/core/result.ts'
import { checkConnections } from '../src/sync/check-connections.ts'

const MAX_CHARS = 256 * 1024
/** An alias may repeat a block, not multiply it without end. */
const MAX_ALIASES = 50

/** `line` and `column` count from 1. */
export type Fault = {
  readonly line: number
  readonly column: number
  /** `rules.0.do.courier`; '' for the whole file. */
  readonly path: string
  readonly message: string
}

/** The config in `text`, or every fault in it. */
export function readConfig(text: string): Result<MerchantConfig, readonly Fault[]> {
  if (text.length > MAX_CHARS) {
    return err([{ line: 1, column: 1, path: '', message: 'is longer than 256 KiB' }])
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    return err(
      document.errors.map(error => ({ ...place(error.pos[0]), path: '', message: error.message })),
    )
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    return err([{ line: 1, column: 1, path: '', message: `uses more than ${MAX_ALIASES} aliases` }])
  }
  const config = MerchantConfig.safeParse(value)
  const faults = config.success ? checkConnections(config.data) : config.error.issues
  if (config.success && faults.length === 0) return ok(config.data)
  return err(
    faults
      .map(issue => ({
        ...place(offsetOf(issue.path)),
        path: issue.path.join('.'),
        message: issue.message,
      }))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  )

  function place(offset: number): { line: number; column: number } {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }

  /** Where the value stands, or the nearest thing above it that is written down. */
  function offsetOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }
}

/** `demo.yaml:12:5 brand.colour: write a colour as '#1f6f78', with quotes` */
export const faultLine = (file: string, fault: Fault): string =>
  `${file}:${fault.line}:${fault.column} ${fault.path ? `${fault.path}: ` : ''}${fault.message}`
