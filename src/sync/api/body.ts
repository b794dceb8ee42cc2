// A request's JSON body, read once: too large, not JSON or not right are answers, with every fault.
import type { Context } from 'hono'
import type * as z from 'zod'
import { readBounded } from '../../core/read-bounded.ts'
import { err, ok, type Result } from '../../core/result.ts'
import type { Problem } from './problem.ts'

const MAX_BODY_BYTES = 1024 * 1024

/** The body as the schema reads it, or the problem to answer with. */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<Result<T, Problem>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    return err({ status: 415, title: 'Send JSON, with content-type: application/json.' })
  }
  const bytes = await readBounded(c.req.raw, MAX_BODY_BYTES)
  if (!bytes) return err({ status: 413, title: 'A request takes at most 1 MiB.' })
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return err({ status: 422, title: 'The body is not JSON.' })
  }
  const read = schema.safeParse(value)
  if (read.success) return ok(read.data)
  return err(notRight(read.error.issues))
}

/** The refusal of a body that can be read and is wrong, with all that is. */
export const notRight = (
  faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Problem => ({
  status: 422,
  title: 'The body is not right.',
  errors: faults.map(({ path, message }) => ({ path: path.join('.'), message })),
})
