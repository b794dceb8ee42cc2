// A D1 database that counts what its batches cost, from the `meta` that bills are made of.

export type Metered = { readonly d1: D1Database; readonly rowsWritten: () => number }

export function metered(d1: D1Database): Metered {
  let rowsWritten = 0
  const counting = new Proxy(d1, {
    get(target, name) {
      if (name === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          const results = await target.batch(statements)
          for (const { meta } of results) rowsWritten += meta.rows_written
          return results
        }
      }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { d1: counting, rowsWritten: () => rowsWritten }
}
