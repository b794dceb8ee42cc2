// Messages about this order, on or off. What is on is shown when it is asked for: a page that is read
// some thirty times for each time that somebody chooses need not ask for it.
import { inMinutes } from './parts.tsx'
import type { PageProps } from './tracking.tsx'

type State = 'on' | 'off' | 'none'

export const Preferences = ({ words, action, said }: PageProps) => {
  const { heading, text, show, email, sms, save, saved } = words.preferences
  const mine = said?.form === 'preferences' ? said : null
  const states = mine?.answer?.kind === 'preferred' ? mine.answer : null
  const note = mine?.wait ? inMinutes(mine.wait, words) : mine?.saved && saved
  return (
    <details id="preferences" open={mine !== null} tabindex={mine ? -1 : undefined}>
      <summary>{heading}</summary>
      <p>{text}</p>
      <form method="post" action={`${action}#preferences`}>
        {states && (
          <>
            <Tick name="email" label={email} state={states.email} />
            <Tick name="sms" label={sms} state={states.sms} />
          </>
        )}
        {note && (
          <p class={mine?.wait ? 'warn' : undefined} role="status">
            {note}
          </p>
        )}
        <button type="submit" class="act" name="preferences" value={states ? 'save' : 'show'}>
          {states ? save : show}
        </button>
      </form>
    </details>
  )
}

type TickProps = { readonly name: string; readonly label: string; readonly state: State }

const Tick = ({ name, label, state }: TickProps) => (
  <label class="tick">
    <input type="checkbox" name={name} checked={state === 'on'} disabled={state === 'none'} />
    {label}
  </label>
)
