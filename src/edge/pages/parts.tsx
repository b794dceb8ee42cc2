// The small parts that the page of one parcel and the page of several share.
import type { EtaView, ItemView, ParcelView, StepsView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'

export const Eta = ({ eta }: { eta: EtaView }) => (
  <p class="eta">
    <span>{eta.label}</span>
    <strong>
      <time datetime={eta.on}>{eta.text}</time>
    </strong>
  </p>
)

/** One thing to know, as large as the day it is expected: when it was left, where it waits. */
export const Known = ({ label, text }: { label: string; text: string }) => (
  <p class="eta">
    <span>{label}</span>
    <strong>{text}</strong>
  </p>
)

type NextProps = {
  readonly parcel: ParcelView
  readonly merchant: string
  readonly words: Words
}

/** The one thing to do, where there is one; who only has to wait sees no button. */
export const Next = ({ parcel, merchant, words }: NextProps) =>
  parcel.next &&
  (parcel.next === 'carrier' && parcel.carrierUrl ? (
    <a class="next" href={parcel.carrierUrl} rel="noreferrer">
      {say(words.labels.carrierPage, { carrier: parcel.carrier })}
    </a>
  ) : (
    <a class="next" href="#help">
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

export const Items = ({ items, words }: { items: readonly ItemView[]; words: Words }) => (
  <ul class="items">
    {items.map(item => (
      <li>
        <b>
          {item.quantity} {words.labels.times}
        </b>
        <div>
          {item.title}
          {item.variant && <small>{item.variant}</small>}
        </div>
      </li>
    ))}
  </ul>
)
