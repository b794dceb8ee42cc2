// Runs a command as its process would, in this one: a process each would cost seconds on a busy machine.
import { vi } from 'vitest'
import { program } from '../../cli/program.ts'

export type Run = { readonly code: number; readonly out: string; readonly err: string }

/** What the command printed, and the exit code it left. */
export async function run(args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const printed = { out: '', err: '' }
  const printTo =
    (to: keyof typeof printed) =>
    (...line: unknown[]) => {
      printed[to] += `${line.join(' ')}\n`
    }
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(printTo('out')),
    vi.spyOn(console, 'error').mockImplementation(printTo('err')),
  ]
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  process.exitCode = undefined
  try {
    await program().parseAsync(args, { from: 'user' })
    return { code: Number(process.exitCode ?? 0), ...printed }
  } finally {
    process.exitCode = undefined
    vi.unstubAllEnvs()
    for (const spy of spies) spy.mockRestore()
  }
}
