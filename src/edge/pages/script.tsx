// The page's one script, with the words that it says and what it is wished to do: browser/page.ts reads them.
import type { PageView } from '../../core/page-view.ts'
import { isFinal } from '../../core/status.ts'
import type { Words } from '../../core/words.ts'
import { PAGE_SCRIPT_PATH } from './script-path.ts'

type Props = {
  readonly words: Words
  /** Whether it has numbers to copy, and a link. */
  readonly copies?: boolean
  /** Whether there may be news. */
  readonly live?: boolean
  /** Websites that it is shown in, if it is in one. */
  readonly frames?: readonly string[]
}

export const PageScript = ({ words: { labels }, copies, live, frames = [] }: Props) => (
  <script
    defer
    src={PAGE_SCRIPT_PATH}
    data-frames={frames.length > 0 ? frames.join(' ') : undefined}
    data-copy={copies && labels.copy}
    data-copied={copies && labels.copied}
    data-live={live ? labels.live : undefined}
    data-pause={live ? labels.pause : undefined}
    data-resume={live ? labels.resume : undefined}
    data-updated={live ? labels.updated : undefined}
  />
)

/** Whether a page may still change: until each parcel has come to its end, and nothing is to follow. */
export const mayChange = ({ parcels, toFollow }: PageView): boolean =>
  parcels.length === 0 || toFollow.length > 0 || parcels.some(({ status }) => !isFinal(status))
