// The small parts that the top of the page and each of several parcels share.
import type { CollectView, ParcelView, StepsView } from '../../core/page-view.ts'
import { say, sayCount, type Words } from '../../core/words.ts'
import { CARRIER_LANG } from './timeline.tsx'

type SentenceProps = { readonly parcel: Pick<ParcelView, 'sentence' | 'headline'> }

/** What is true now stands out from when and where, in whichever order a language says them. */
export const Sentence = ({ parcel }: SentenceProps) => {
  const { headline } = parcel
  const sentence = timesUnbroken(parcel.sentence)
  const at = sentence.indexOf(headline)
  if (at < 0) return <b>{sentence}</b>
  return (
    <>
      {sentence.slice(0, at)}
      <b>{headline}</b>
      {sentence.slice(at + headline.length)}
    </>
  )
}

/** No line ends inside `3:02 pm`, `3:02 م` or `오후 3:02`, nor before the hour's word in German. */
const timesUnbroken = (sentence: string): string =>
  sentence
    .replace(/(\d:\d\d) (?=(?:[ap]m|Uhr|[صم])(?!\p{L}))/gu, '$1\u00A0')
    .replace(/(오전|오후) (?=\d)/g, '$1\u00A0')

/** After too many tries: those of an hour ago are near, those of a day are not worth counting down. */
export const inMinutes = (count: number, words: Words): string =>
  count > 60 ? words.private.waitDay : sayCount(words, words.private.wait, { count })

type NextProps = {
  readonly parcel: ParcelView
  readonly merchant: string
  readonly words: Words
}

/** The one thing to do, where there is one; who only has to wait sees no button. */
export const Next = ({ parcel, merchant, words }: NextProps) =>
  parcel.next &&
  (parcel.next === 'carrier' && parcel.carrierUrl ? (
    <a class="act" href={parcel.carrierUrl} rel="noreferrer" target="_top">
      {say(words.labels.carrierPage, { carrier: parcel.carrier })}
    </a>
  ) : (
    <a class="act" href="#help">
      {say(words.labels.contact, { merchant })}
    </a>
  ))

export const Steps = ({ steps, words }: { steps: StepsView; words: Words }) => (
  <>
    <p class="unseen">{steps.text}</p>
    <ol class="steps" aria-label={words.labels.progress}>
      {steps.names.map((name, i) => (
        <li
          class={i < steps.current ? 'done' : undefined}
          aria-current={i + 1 === steps.current ? 'step' : undefined}
        >
          {name}
        </li>
      ))}
    </ol>
  </>
)

/** Where a parcel waits: until when, when it is open or whom to ask, and the way there. */
export const Collect = ({ collect, words }: { collect: CollectView; words: Words }) => (
  <>
    {collect.until && <p class="say">{collect.until}</p>}
    {collect.hours && (
      <p class="say">
        {words.collect.hours}: <bdi lang={CARRIER_LANG}>{collect.hours}</bdi>
      </p>
    )}
    {collect.ask && <p class="say">{collect.ask}</p>}
    {collect.directions && (
      <p class="say">
        <a class="quiet" href={collect.directions} rel="noreferrer" target="_top">
          {words.collect.directions}
        </a>
      </p>
    )}
  </>
)
