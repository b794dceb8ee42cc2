// A parcel's updates, newest first, by day. Long journeys fold: what happened last is on the screen,
// the rest is one tap away and always in the document.
import type { DayView, EntryView } from '../../core/timeline.ts'
import { sayCount, type Words } from '../../core/words.ts'

// Unverified: both feeds relay the carrier's English as it is; a feed in another language would
// have to say so with each event.
export const CARRIER_LANG = 'en'

type Props = {
  readonly days: readonly DayView[]
  readonly words: Words
  /** Heading level of a day: one below the section's own. */
  readonly level: 3 | 4
  /** How many updates stay in sight. */
  readonly open: number
}

export const Timeline = ({ days, words, level, open }: Props) => {
  const [recent, earlier] = fold(days, open)
  const hidden = earlier.reduce((sum, day) => sum + day.entries.length, 0)
  if (recent.length === 0) return <p>{words.labels.noScans}</p>
  return (
    <>
      <Days days={recent} level={level} words={words} newestFirst />
      {hidden > 0 && (
        <details>
          <summary>{sayCount(words, words.labels.earlier, { count: hidden })}</summary>
          <Days days={earlier} level={level} words={words} />
        </details>
      )}
    </>
  )
}

type DaysProps = Pick<Props, 'days' | 'level' | 'words'> & { readonly newestFirst?: boolean }

const Days = ({ days, level, words, newestFirst }: DaysProps) => (
  <ol class="days">
    {days.map((day, d) => (
      <li class="day">
        {level === 3 ? <h3>{day.day}</h3> : <h4>{day.day}</h4>}
        <ol>
          {day.entries.map((entry, e) => (
            <Entry
              entry={entry}
              newest={newestFirst === true && d === 0 && e === 0}
              words={words}
            />
          ))}
        </ol>
      </li>
    ))}
  </ol>
)

type EntryProps = { readonly entry: EntryView; readonly newest: boolean; readonly words: Words }

const Entry = ({ entry, newest, words }: EntryProps) => (
  <li class={newest ? 'newest' : undefined}>
    {entry.text}
    <small>
      <time datetime={entry.at}>{entry.time ?? ''}</time>
      {entry.place && `${entry.time ? ' · ' : ''}${entry.place}`}
    </small>
    {entry.carrierText && <Quote text={entry.carrierText} words={words} />}
  </li>
)

/** The page's quotation marks around the carrier's own language. */
const Quote = ({ text, words }: { readonly text: string; readonly words: Words }) => {
  const [before, after] = words.labels.quote.split('{text}')
  return (
    <small>
      {before}
      <bdi lang={CARRIER_LANG}>{text}</bdi>
      {after}
    </small>
  )
}

/** Whole days stay in sight until `open` updates are shown; one or two more are not worth a fold. */
function fold(days: readonly DayView[], open: number): [readonly DayView[], readonly DayView[]] {
  const total = days.reduce((sum, day) => sum + day.entries.length, 0)
  if (total <= open + 2) return [days, []]
  let shown = 0
  const at = days.findIndex(day => {
    shown += day.entries.length
    return shown >= open
  })
  return [days.slice(0, at + 1), days.slice(at + 1)]
}
