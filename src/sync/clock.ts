// What time it is. In production the Worker's clock; in development the demo world owns time, so
// that a person can let an afternoon pass with a button.
import type { Settings } from './env.ts'

/** Now, in epoch milliseconds. Asked once per invocation and handed down as an argument. */
export async function clock(settings: Pick<Settings, 'outsideWorld'>): Promise<number> {
  if (!settings.outsideWorld) return Date.now()
  const response = await fetch(`${settings.outsideWorld}/clock`)
  const now = Number(await response.text())
  if (!Number.isFinite(now) || now <= 0) throw new Error('the demo world did not tell the time')
  return now
}
