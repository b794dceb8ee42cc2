// How was the delivery? Two buttons for each parcel that has arrived, while anybody remembers.
import type { ParcelView } from '../../core/page-view.ts'
import { say } from '../../core/words.ts'
import { inMinutes } from './parts.tsx'
import type { PageProps } from './tracking.tsx'

export const Feedback = (props: PageProps) => {
  const { view, words } = props
  const arrived = view.parcels.flatMap((parcel, i) =>
    parcel.status === 'delivered' ? [{ parcel, n: i + 1 }] : [],
  )
  return (
    arrived.length > 0 &&
    !view.isOld && (
      <section class="block" id="feedback" tabindex={props.said ? -1 : undefined}>
        <h2>{words.feedback.question}</h2>
        {arrived.map(one => (
          <Question {...props} {...one} />
        ))}
      </section>
    )
  )
}

type QuestionProps = PageProps & { readonly parcel: ParcelView; readonly n: number }

const Question = ({ view, words, action, said, parcel, n }: QuestionProps) => {
  const { good, bad, thanks, thanksBad } = words.feedback
  const mine = said?.form === 'feedback' && said.parcel === n ? said : null
  const rated = mine?.answer?.kind === 'rated' ? mine : null
  const count = view.parcels.length
  const about = say(words.labels.parcel, { n, count })
  return (
    <>
      {count > 1 && (
        <h3 class="part">
          {about} · {parcel.carrier}
        </h3>
      )}
      {rated && <p role="status">{rated.good ? thanks : thanksBad}</p>}
      {mine?.wait && (
        <p class="warn" role="status">
          {inMinutes(mine.wait, words)}
        </p>
      )}
      <form class="pair" method="post" action={`${action}#feedback`}>
        <input type="hidden" name="parcel" value={n} />
        <button
          type="submit"
          class="act"
          name="feedback"
          value="good"
          aria-pressed={pressed(rated?.good)}
        >
          {good}
        </button>
        <button
          type="submit"
          class="act"
          name="feedback"
          value="bad"
          aria-pressed={pressed(rated && !rated.good)}
        >
          {bad}
        </button>
      </form>
    </>
  )
}

/** Where nothing was said just now, neither is known to be pressed. */
const pressed = (is: boolean | null | undefined) =>
  typeof is === 'boolean' ? (is ? 'true' : 'false') : undefined
