// Cin7's words → ours.

/** `status` of an order that was voided; the flag `isVoid` says the same. */
export const VOID = 'VOID' // from memory: no public list of the values of `status` was found
