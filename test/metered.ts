// A D1 database that counts what it is asked, and what its batches cost, from the `meta` that bills are
// made of. Single statements cost as well: they are counted in `statements`, not in the rows.

export type Metered = {
  readonly d1: D1Database
  readonly rowsWritten: () => number
  /** Every SQL text that was prepared, in order. */
  readonly statements: () => readonly string[]
}

export function metered(d1: D1Database): Metered {
  let rowsWritten = 0
  const statements: string[] = []
  const counting = new Proxy(d1, {
    get(target, name) {
      if (name === 'batch') {
        return async (prepared: D1PreparedStatement[]) => {
          const results = await target.batch(prepared)
          for (const { meta } of results) rowsWritten += meta.rows_written
          return results
        }
      }
      if (name === 'prepare') {
        return (text: string) => {
          statements.push(text)
          return target.prepare(text)
        }
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { d1: counting, rowsWritten: () => rowsWritten, statements: () => statements }
}

/**
 * A database at which a Worker is stopped, as it may be at any moment: before its `n`th call, or before
 * the first statement of this kind.
 */
export function dyingAt(when: number | RegExp, d1: D1Database): D1Database {
  let calls = 0
  const isNow = (text: unknown) =>
    typeof when === 'number' ? ++calls >= when : typeof text === 'string' && when.test(text)
  return new Proxy(d1, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      if (name !== 'prepare' && name !== 'batch') return value.bind(target)
      return (...given: unknown[]) => {
        if (isNow(given[0])) throw new Error('the Worker was stopped')
        return value.apply(target, given)
      }
    },
  })
}
