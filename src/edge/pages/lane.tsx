// The way as a line: a dot for each place that scanned the parcel, in order. No map, no tiles, nobody told. On
// its way the last known place stands in the middle, where its name has room; no length is a distance.
import { say } from '../../core/words.ts'
import type { PageProps } from './tracking.tsx'

const MOST = 8

export const Lane = ({ view, words }: PageProps) => {
  const [parcel, ...others] = view.parcels
  // What goes back goes nowhere on this line.
  if (!parcel?.steps || others.length > 0 || !view.destination) return null
  const seen = parcel.days.flatMap(({ entries }) => entries.flatMap(({ place }) => place ?? []))
  const places = [...new Set(seen)].toReversed().slice(-MOST)
  const [from] = places
  if (!from) return null
  const arrived = parcel.deliveredAt !== null
  const stops = places.at(-1) === view.destination ? places : [...places, view.destination]
  const last = stops.length - 1
  const reached = arrived ? last : places.length - 1
  const here = reached > 0 && reached < last ? stops[reached] : null
  const x = (i: number): number =>
    !here ? 4 + (i * 312) / Math.max(1, last) : i === last ? 316 : 4 + (i * 156) / reached
  return (
    <figure class="block">
      <svg
        class="lane"
        viewBox="0 0 320 24"
        role="img"
        aria-label={say(words.labels.map, { from, to: view.destination })}
      >
        <path d="M4 12H316" stroke="currentColor" stroke-width="2" stroke-dasharray="2 5" />
        <path d={`M4 12H${x(reached)}`} stroke="currentColor" stroke-width="3" />
        {stops.map((_, i) => (
          <circle
            cx={x(i)}
            cy="12"
            r={i === reached ? 4 : 3}
            stroke="currentColor"
            fill={i <= reached ? 'currentColor' : 'none'}
          />
        ))}
      </svg>
      <figcaption class="lane-ends">
        <span>{from}</span>
        {here && <b>{here}</b>}
        <span>{view.destination}</span>
      </figcaption>
    </figure>
  )
}
