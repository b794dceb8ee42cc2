// The page that finds an order: one form, and what came of it. After a fault the number stays in its
// field (WCAG 3.3.7); the contact is typed again, because it must stand in no answer.
import type { PageBrand } from '../../core/page-brand.ts'
import type { Words } from '../../core/words.ts'
import { Bar } from './bar.tsx'
import { Layout } from './layout.tsx'
import { inMinutes } from './parts.tsx'
import { PageScript } from './script.tsx'
import type { Style } from './style.ts'

/** `missing`: a field is empty; else as sync answers. */
export type Outcome =
  | { readonly kind: 'missing' | 'nothing' | 'sent' }
  | { readonly kind: 'wait'; readonly minutes: number }

export type LookupProps = {
  readonly brand: PageBrand
  readonly words: Words
  readonly style: Style
  /** Where the form goes. */
  readonly action: string
  /** Where it is in another language: a path that a tag is put behind. */
  readonly languages: string
  /** The merchant's websites, when it is shown inside one: that has a bar itself. */
  readonly frames: readonly string[]
  readonly number?: string
  readonly outcome?: Outcome
}

export const LookupPage = (props: LookupProps) => {
  const { brand, words, style, action, languages, outcome, frames } = props
  const { heading, sent, sentText, text } = words.lookup
  const isSent = outcome?.kind === 'sent'
  return (
    <Layout words={words} title={`${isSent ? sent : heading} · ${brand.name}`} style={style}>
      {frames.length === 0 && <Bar brand={brand} words={words} path={languages} />}
      <main class="wrap plain">
        <h1>{isSent ? sent : heading}</h1>
        {isSent ? (
          <>
            <p role="status">{sentText}</p>
            {/* No mail comes for a typing error, and the answer cannot say so: back to the form. */}
            <p class="links">
              <a href={action}>{heading}</a>
            </p>
          </>
        ) : (
          <>
            <p>{text}</p>
            <Form {...props} />
          </>
        )}
      </main>
      {frames.length > 0 && <PageScript words={words} frames={frames} />}
    </Layout>
  )
}

const Form = ({ words, action, number, outcome }: LookupProps) => {
  const { number: numberLabel, numberHint, contact, find } = words.lookup
  const fault = outcome && faultOf(outcome, words)
  const described = fault ? { 'aria-invalid': 'true', 'aria-describedby': 'fault' } : {}
  return (
    <form method="post" action={`${action}#find`} id="find" tabindex={fault ? -1 : undefined}>
      <label>
        {numberLabel}
        <input
          name="number"
          required
          maxlength={60}
          value={number}
          autocomplete="off"
          spellcheck="false"
          {...described}
        />
        <small>{numberHint}</small>
      </label>
      <label>
        {contact}
        <input
          name="contact"
          required
          maxlength={254}
          autocomplete="email"
          autocapitalize="off"
          spellcheck="false"
          {...described}
        />
      </label>
      {fault && (
        <p class="warn" id="fault" role="status">
          {fault}
        </p>
      )}
      <button type="submit" class="act">
        {find}
      </button>
    </form>
  )
}

function faultOf(outcome: Outcome, words: Words): string {
  const { missing, nothing } = words.lookup
  if (outcome.kind === 'wait') return inMinutes(outcome.minutes, words)
  return outcome.kind === 'missing' ? missing : nothing
}
