// The journey of each parcel. A page for one has it at once; of several, each has all that is its own.
import type { PageView, ParcelView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'
import { Carriage, CarrierLink, ItemList } from './facts.tsx'
import { StatusIcon } from './icons.tsx'
import { Collect, Next, Sentence, Steps } from './parts.tsx'
import { Timeline } from './timeline.tsx'
import type { PageProps } from './tracking.tsx'

export const Parcels = ({ view, words }: PageProps) => {
  const [only, ...others] = view.parcels
  if (!only) return null
  if (others.length === 0) {
    return (
      <section class="block" id="updates">
        <h2>{words.labels.updates}</h2>
        <Timeline days={only.days} words={words} level={3} open={5} />
      </section>
    )
  }
  return (
    <div id="updates">
      {view.parcels.map((parcel, i) => (
        <Parcel parcel={parcel} n={i + 1} view={view} words={words} />
      ))}
    </div>
  )
}

type ParcelProps = {
  readonly parcel: ParcelView
  readonly n: number
  readonly view: PageView
  readonly words: Words
}

const Parcel = ({ parcel, n, view, words }: ParcelProps) => (
  <article class="block" id={`parcel-${n}`}>
    <h2 class="state">
      <StatusIcon status={parcel.status} tone={parcel.tone} />
      <span>
        <small>{say(words.labels.parcel, { n, count: view.parcels.length })}</small>
        <Sentence parcel={parcel} />
      </span>
    </h2>
    <p>{parcel.explanation}</p>
    {parcel.because && <p>{parcel.because}</p>}
    {parcel.collect && <Collect collect={parcel.collect} words={words} />}
    <Next parcel={parcel} merchant={view.merchant} words={words} />
    {parcel.steps && <Steps steps={parcel.steps} words={words} />}
    <h3 class="part">{words.labels.updates}</h3>
    <Timeline days={parcel.days} words={words} level={4} open={3} />
    {parcel.items.length > 0 && (
      <>
        <h3 class="part">{words.labels.items}</h3>
        <ItemList items={parcel.items} words={words} />
      </>
    )}
    <h3 class="part">{words.labels.details}</h3>
    <dl>
      <Carriage parcel={parcel} words={words} />
    </dl>
    {parcel.next !== 'carrier' && <CarrierLink parcel={parcel} words={words} />}
  </article>
)
