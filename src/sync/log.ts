// What the log may say of a failure nobody expected. An error's own message can hold what somebody
// sent (an address, a token), so it is never written down: its kind and place are enough to find it.

/** An error's kind and the top of its stack. */
export function nameOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause
  // V8's stack begins with the message, which may have lines of its own.
  const trace = (cause.stack ?? '').replace(cause.message, '')
  const places = trace.split('\n').filter(line => /^\s+at /.test(line))
  return [cause.name, ...places.slice(0, 3)].join(' ')
}
