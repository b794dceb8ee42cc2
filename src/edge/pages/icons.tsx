// A drawing for each kind of status, on a 24 × 24 grid, in a seal of its tone. They repeat what the words
// beside them say and are hidden from screen readers; a shape and a filling tell them apart without colour.
import type { Tone } from '../../core/page-view.ts'
import type { Status } from '../../core/status.ts'

const BOX = 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9'
const VAN =
  'M2.5 6h11v10h-11zM13.5 9.5h4l4 4V16h-8M7 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4m10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4'
const PIN =
  'M12 21.5s7-6 7-11.5a7 7 0 1 0-14 0c0 5.5 7 11.5 7 11.5M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5'
const DOOR = 'M6 21V3h12v18M3 21h18M14.5 12v1M9 3v18'
const TICK = 'm4.5 12.5 5 5L19.5 7'
const BANG = 'M12 3.5 21.5 20h-19zM12 10v4.5m0 2.6v.1'
const SHOP =
  'M4 10v10h16V10M2.5 9 5 4h14l2.5 5a3 3 0 0 1-6 0 3 3 0 0 1-7 0 3 3 0 0 1-6 0M10 20v-5h4v5'
const BACK = 'M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3'
/** A house that it went back into. */
const HOME = 'M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M15 15.5H9.5L12 13m-2.5 2.5L12 18'
const CLOCK = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.5 2'
const CROSS = 'M6 6l12 12M18 6 6 18'

const DRAWINGS: Readonly<Record<Status, string>> = {
  pending: BOX,
  unknown: BOX,
  in_transit: VAN,
  out_for_delivery: PIN,
  delivery_attempted: DOOR,
  awaiting_collection: SHOP,
  exception: BANG,
  expired: CLOCK,
  cancelled: CROSS,
  delivered: TICK,
  returning: BACK,
  returned: HOME,
}

/** What has a front drives the way its reader reads. */
const TURNS: ReadonlySet<string> = new Set([VAN, BACK, HOME])

type Props = { readonly status: Status; readonly tone: Tone }

export const StatusIcon = ({ status, tone }: Props) => (
  <svg class={`icon ${tone}`} viewBox="0 0 24 24" aria-hidden="true">
    <path class={TURNS.has(DRAWINGS[status]) ? 'turn' : undefined} d={DRAWINGS[status]} />
  </svg>
)
