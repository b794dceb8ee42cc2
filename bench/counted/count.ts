// A database that adds up what its statements cost, from the `meta` that bills are made of. Each
// statement is filed under what it does to which table, so that a sum can be taken apart.

export type Counts = {
  readonly reads: number
  readonly writes: number
  readonly statements: number
}
const NOTHING: Counts = { reads: 0, writes: 0, statements: 0 }

type Counter = {
  readonly parts: Record<string, Counts>
  readonly d1: (d1: D1Database) => D1Database
}

export function createCounter(): Counter {
  const parts: Record<string, Counts> = {}
  const add = (part: string, meta: D1Meta) => {
    const { reads, writes, statements } = parts[part] ?? NOTHING
    parts[part] = {
      reads: reads + meta.rows_read,
      writes: writes + meta.rows_written,
      statements: statements + 1,
    }
  }
  return { parts, d1: d1 => counting(d1, add) }
}

type Add = (part: string, meta: D1Meta) => void

/** A bound statement with what is behind it: a batch wants the real one. */
const originals = new WeakMap<
  object,
  { readonly real: D1PreparedStatement; readonly part: string }
>()

/** Also a session: it prepares and batches as a database does. */
function counting<T extends D1Database | D1DatabaseSession>(target: T, add: Add): T {
  return new Proxy(target, {
    get(_, name) {
      if (name === 'prepare') {
        return (sql: string) => statement(target.prepare(sql), partOf(sql, []), sql, add)
      }
      if (name === 'batch') return (prepared: D1PreparedStatement[]) => batch(target, prepared, add)
      if (name === 'withSession' && 'withSession' in target) {
        return (how?: string) => counting(target.withSession(how), add)
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

async function batch(
  target: D1Database | D1DatabaseSession,
  prepared: readonly D1PreparedStatement[],
  add: Add,
): Promise<D1Result[]> {
  const known = prepared.map(one => originals.get(one))
  const results = await target.batch(prepared.map((one, i) => known[i]?.real ?? one))
  for (const [i, { meta }] of results.entries()) add(known[i]?.part ?? 'unknown', meta)
  return results
}

function statement(
  real: D1PreparedStatement,
  part: string,
  sql: string,
  add: Add,
): D1PreparedStatement {
  const counted = async (run: Promise<D1Result>) => {
    const result = await run
    add(part, result.meta)
    return result
  }
  const own = {
    bind: (...values: unknown[]) => statement(real.bind(...values), partOf(sql, values), sql, add),
    run: () => counted(real.run()),
    all: () => counted(real.all()),
    // Neither of these tells its cost, so the rows are asked for in the form that does. Objects lose
    // one of two columns of a name, as a join has them: a query is asked once more for its rows.
    first: async () => (await counted(real.all())).results[0] ?? null,
    raw: async () => {
      const { results } = await counted(real.all())
      return part.startsWith('select')
        ? real.raw()
        : results.map(row => Object.values(row as object))
    },
  }
  originals.set(own, { real, part })
  return own as unknown as D1PreparedStatement
}

/** `insert orders`, `update messages state`, `insert keep sms`: the verb, the table, and what of it. */
function partOf(sql: string, values: readonly unknown[]): string {
  const verb = /\w+/.exec(sql)?.[0].toLowerCase() ?? 'unknown'
  const table = /\b(?:from|into|update)\s+"?(\w+)"?/i.exec(sql)?.[1] ?? ''
  const column = verb === 'update' ? /\bset\s+"?(\w+)"?/i.exec(sql)?.[1] : undefined
  const name = verb === 'insert' && table === 'keep' ? String(values[0]).split(' ')[0] : column
  return [verb, table, name].filter(Boolean).join(' ')
}
