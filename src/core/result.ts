// What can be expected is a value, not an exception: every function that may fail in a known way
// returns a Result. Unexpected failures are thrown and caught once, at the Worker's entry.

type Ok<T> = { readonly ok: true; readonly value: T }
type Err<P> = { readonly ok: false; readonly problem: P }
export type Result<T, P> = Ok<T> | Err<P>

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })
export const err = <P>(problem: P): Err<P> => ({ ok: false, problem })

/** Whether trying the same thing again can help, and when. The queue consumers obey it. */
export type Retry = false | { readonly afterSeconds: number }
