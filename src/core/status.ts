// The canonical statuses of a shipment, and what is fixed about each: its rank in ties and whether
// it ends the journey. Ranks order events of one instant only; going backwards is normal (R3).

/** rank: which event of the same instant counts as the later one. */
export const STATUSES = {
  pending: { rank: 0, final: false },
  in_transit: { rank: 10, final: false },
  out_for_delivery: { rank: 20, final: false },
  delivery_attempted: { rank: 30, final: false },
  awaiting_collection: { rank: 40, final: false },
  exception: { rank: 50, final: false },
  returning: { rank: 60, final: false },
  delivered: { rank: 100, final: true },
  returned: { rank: 100, final: true },
  cancelled: { rank: 100, final: true },
  expired: { rank: 5, final: false },
  unknown: { rank: -1, final: false },
} as const satisfies Record<string, { rank: number; final: boolean }>

export type Status = keyof typeof STATUSES

export const isStatus = (value: string): value is Status => Object.hasOwn(STATUSES, value)

/** Whether the journey is over: nothing is polled, no ETA is shown. */
export const isFinal = (status: Status): boolean => STATUSES[status].final

/** A status with its open reason, as an adapter's table gives it. */
export type Mapped = { readonly status: Status; readonly substatus: string | null }

/** Writes a table row: `to('in_transit', 'arrived_facility')`. */
export const to = (status: Status, substatus: string | null = null): Mapped => ({
  status,
  substatus,
})

/** A code no table knows: kept, shown to staff, counted, never taken for movement (R14). */
export const UNMAPPED: Mapped = { status: 'unknown', substatus: 'unmapped' }

/** What a table says of a code; a code that only looks like one (`__proto__`) is in none. */
export const mappedBy = (
  table: Readonly<Record<string, Mapped>>,
  code: string | null | undefined,
): Mapped | undefined =>
  code !== null && code !== undefined && Object.hasOwn(table, code) ? table[code] : undefined
