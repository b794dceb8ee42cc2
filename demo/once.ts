// Runs the path unattended: one step after the other, each until its effect is seen from outside or
// its time is up. What follows a failed step is not tried: it would only blur the cause.
import { newStory, type Proof, STEPS, type Step } from './path.ts'
import type { Demo } from './acts.ts'

export type StepResult = {
  readonly name: string
  readonly ok: boolean
  readonly ms: number
  readonly evidence: string
}
export type Run = { readonly ok: boolean; readonly steps: readonly StepResult[] }

const PATIENCE_MS = 20_000
const PAUSE_MS = 150

/** Runs all steps; `tell` hears of each as it ends. */
export async function runOnce(demo: Demo, tell: (result: StepResult) => void): Promise<Run> {
  const story = newStory(demo)
  const steps: StepResult[] = []
  for (const step of STEPS) {
    const startedAt = performance.now()
    const { seen, evidence } = await attempt(step, story)
    const result = {
      name: step.name,
      ok: seen,
      ms: Math.round(performance.now() - startedAt),
      evidence,
    }
    steps.push(result)
    tell(result)
    if (!seen) return { ok: false, steps }
  }
  return { ok: true, steps }
}

async function attempt(step: Step, story: Parameters<Step['act']>[0]): Promise<Proof> {
  try {
    await step.act(story)
    const deadline = performance.now() + PATIENCE_MS
    for (;;) {
      const found = await step.proof(story)
      if (found.seen || performance.now() > deadline) return found
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
  } catch (error) {
    return { seen: false, evidence: error instanceof Error ? error.message : String(error) }
  }
}

/** The head of the table whose rows `row` writes. */
export const HEAD = `     ${'what happened'.padEnd(62)} ${'took'.padStart(7)}  what proves it`

/** One line of the table: what happened, how long it took, what proves it. */
export function row(result: StepResult): string {
  const mark = result.ok ? 'ok  ' : 'FAIL'
  const seconds = `${(result.ms / 1000).toFixed(1)} s`.padStart(7)
  return `${mark} ${result.name.padEnd(62)} ${seconds}  ${result.evidence}`
}
