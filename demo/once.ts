// Runs the path unattended: one step after the other, each until its effect is seen from outside or
// its time is up. What follows a failed step is not tried: it would only blur the cause.

import type { Demo } from './acts.ts'
import { newStory, type Proof, STEPS, type Step } from './path.ts'

type StepResult = {
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

const NAME_WIDTH = 64
/** What proves a step stands below it, so that eighty columns hold every line that can be broken. */
const INDENT = '      '

/** The head of the list whose entries `row` writes. */
export const HEAD = `${INDENT}${'What happened, and what proves it'.padEnd(NAME_WIDTH)} ${'took'.padStart(7)}`

/** One entry: what happened and how long it took, and below what proves it, in `columns` columns. */
export function row(result: StepResult, columns = 100): string {
  const mark = result.ok ? 'ok    ' : 'FAIL  '
  const seconds = `${(result.ms / 1000).toFixed(1)} s`.padStart(7)
  const proof = wrap(result.evidence, columns - INDENT.length).map(line => `${INDENT}${line}`)
  return [`${mark}${result.name.padEnd(NAME_WIDTH)} ${seconds}`, ...proof].join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}
