// Six drawings, one a kind of status, on a 24 × 24 grid. They repeat what the words beside them say
// and are hidden from screen readers.
import type { Status } from '../../core/status.ts'

const BOX = 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5 12 12l8.5-4.5M12 12v9'
const VAN =
  'M2.5 6h11v10h-11zM13.5 9.5h4l4 4V16h-8M7 18.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4m10 0a2 2 0 1 0 0-4 2 2 0 0 0 0 4'
const TICK = 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M8 12.4l2.8 2.8L16 9.6'
const BANG = 'M12 3.5 21.5 20h-19zM12 10v4.5m0 2.6v.1'
const SHOP =
  'M4 10v10h16V10M2.5 9 5 4h14l2.5 5a3 3 0 0 1-6 0 3 3 0 0 1-7 0 3 3 0 0 1-6 0M10 20v-5h4v5'
const BACK = 'M9 5 4 10l5 5M4 10h10a6 6 0 0 1 0 12h-2'

const DRAWINGS: Readonly<Record<Status, string>> = {
  pending: BOX,
  unknown: BOX,
  in_transit: VAN,
  out_for_delivery: VAN,
  delivery_attempted: BANG,
  awaiting_collection: SHOP,
  exception: BANG,
  expired: BANG,
  cancelled: BANG,
  delivered: TICK,
  returning: BACK,
  returned: BACK,
}

export const StatusIcon = ({ status }: { status: Status }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={DRAWINGS[status]} />
  </svg>
)
