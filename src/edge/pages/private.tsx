// What the link alone does not show, behind one question, and what is shown to whoever answers it.
import type { Private as PrivateView } from '../../core/shopper.ts'
import { say, type Words } from '../../core/words.ts'
import { inMinutes } from './parts.tsx'
import type { PageProps } from './tracking.tsx'

export const Private = ({ words, action, said }: PageProps) => {
  const mine = said?.form === 'private' ? said : null
  if (mine?.answer?.kind === 'shown') return <Shown shown={mine.answer.private} words={words} />
  const { heading, text, field, show, wrong } = words.private
  const fault = mine && (mine.wait ? inMinutes(mine.wait, words) : wrong)
  return (
    <details id="private" open={mine !== null} tabindex={mine ? -1 : undefined}>
      <summary>{heading}</summary>
      <p>{text}</p>
      <form method="post" action={`${action}#private`}>
        <label>
          {field}
          <input
            name="private"
            required
            maxlength={254}
            autocomplete="postal-code"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? 'private-fault' : undefined}
          />
        </label>
        {fault && (
          <p class="warn" id="private-fault" role="status">
            {fault}
          </p>
        )}
        <button type="submit" class="act">
          {show}
        </button>
      </form>
    </details>
  )
}

const Shown = ({ shown, words }: { readonly shown: PrivateView; readonly words: Words }) => {
  const { name, address, country, instructions, signatureRequired, authorityToLeave, proofs } =
    shown
  const { private: own } = words
  const regions = new Intl.DisplayNames(words.locale, { type: 'region' })
  const handing = signatureRequired
    ? own.signatureRequired
    : authorityToLeave
      ? own.signature
      : null
  return (
    <section id="private" tabindex={-1} aria-labelledby="private-heading">
      <h3 class="part" id="private-heading">
        {own.address}
      </h3>
      <address translate="no">
        {[name, ...address].map(line => line && <div>{line}</div>)}
        {country && <div>{regions.of(country)}</div>}
      </address>
      {instructions && (
        <>
          <h3 class="part">{own.instructions}</h3>
          <p>{instructions}</p>
        </>
      )}
      {handing && <p>{handing}</p>}
      {proofs.length > 0 && <h3 class="part">{own.proof}</h3>}
      {proofs.map(proof => (
        <Proof proof={proof} words={words} />
      ))}
      <p role="status">{own.shown}</p>
    </section>
  )
}

type ProofProps = { readonly proof: PrivateView['proofs'][number]; readonly words: Words }

const Proof = ({ proof: { carrier, signedBy, picture }, words }: ProofProps) => {
  const { private: own } = words
  if (!signedBy && !picture) return <p>{say(own.nothing, { carrier })}</p>
  const about = say(own.picture, { carrier })
  return (
    <>
      {signedBy && <p>{say(own.signedBy, { name: signedBy })}</p>}
      {picture && (
        <figure>
          <img class="proof" src={picture} alt={about} />
          <figcaption>{about}</figcaption>
        </figure>
      )}
    </>
  )
}
