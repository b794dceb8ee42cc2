// The top of the page: where it is and when it comes, why, and the one thing to do.
import { isExpected } from '../../core/page-calendar.ts'
import type { ParcelView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'
import { StatusIcon } from './icons.tsx'
import { Collect, Next, Sentence, Steps } from './parts.tsx'
import type { PageProps } from './tracking.tsx'

export const Top = ({ view, words, path }: PageProps) => {
  const [only, ...others] = view.parcels
  const single = only && others.length === 0 ? only : null
  const when = view.parcels.some(isExpected)
  return (
    <section class="top">
      <div class="wrap">
        <p class="over">
          <StatusIcon status={view.status} tone={view.tone} />
          <span>
            {words.labels.order} <bdi>{view.orderNumber}</bdi>
            {view.destination && ` · ${view.destination}`}
          </span>
        </p>
        <h1>{single ? <Sentence parcel={single} /> : <b>{view.headline}</b>}</h1>
        <p class="say">{view.explanation}</p>
        {single?.because && <p class="say">{single.because}</p>}
        {single?.collect && <Collect collect={single.collect} words={words} />}
        {(single?.next || when) && (
          <p class="acts">
            {single && <Next parcel={single} merchant={view.merchant} words={words} />}
            {when && (
              <a class="quiet" href={`${path}/calendar.ics`}>
                {words.labels.calendar}
              </a>
            )}
          </p>
        )}
        {single?.steps && <Steps steps={single.steps} words={words} />}
        {!single && only && <Hop parcels={view.parcels} words={words} />}
      </div>
    </section>
  )
}

type HopProps = { readonly parcels: readonly ParcelView[]; readonly words: Words }

const Hop = ({ parcels, words }: HopProps) => (
  <nav aria-label={words.labels.parcelCount}>
    <ol class="hop">
      {parcels.map((parcel, i) => (
        <li>
          <a href={`#parcel-${i + 1}`}>
            <StatusIcon status={parcel.status} tone={parcel.tone} />
            <span>
              <Sentence parcel={parcel} />
            </span>
            <small>{say(words.labels.parcel, { n: i + 1, count: parcels.length })}</small>
          </a>
        </li>
      ))}
    </ol>
  </nav>
)
