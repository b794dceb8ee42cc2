// The small parts that the page of one parcel and the page of several share.
import type { EtaView, ItemView, StepsView } from '../../core/page-view.ts'
import type { Words } from '../../core/words.ts'

export const Eta = ({ eta }: { eta: EtaView }) => (
  <p class="eta">
    <span>{eta.label}</span>
    <strong>
      <time datetime={eta.on}>{eta.text}</time>
    </strong>
  </p>
)

export const Delivered = ({ label, when }: { label: string; when: string }) => (
  <p class="eta">
    <span>{label}</span>
    <strong>{when}</strong>
  </p>
)

export const Steps = ({ steps, words }: { steps: StepsView; words: Words }) => (
  <>
    <p class="step">{steps.text}</p>
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
