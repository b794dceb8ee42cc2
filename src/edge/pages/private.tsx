// What the link alone does not show, behind one question, and what is shown to whoever answers it.
import type { Private as PrivateView } from '../../core/shopper.ts'
import { say, type Words } from '../../core/words.ts'
import type { Said } from '../hear.ts'
import { inMinutes } from './parts.tsx'
import type { PageProps } from './tracking.tsx'

export const Private = ({ view, words, action, said }: PageProps) => {
  const mine = said?.form === 'private' ? said : null
  if (mine?.answer?.kind === 'shown') return <Shown shown={mine.answer.private} words={words} />
  const { headingBefore, heading, text, old, field, name, show } = words.private
  const arrived = view.parcels.some(({ status }) => status === 'delivered')
  const fault = mine && faultOf(mine, words)
  const described = fault ? { 'aria-invalid': 'true', 'aria-describedby': 'private-fault' } : {}
  return (
    <details id="private" open={mine !== null || view.isOld} tabindex={mine ? -1 : undefined}>
      <summary>{arrived ? heading : headingBefore}</summary>
      {view.isOld && <p>{old}</p>}
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
            {...described}
          />
        </label>
        <label>
          {name}
          <input name="name" maxlength={100} autocomplete="family-name" {...described} />
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

type Asked = Extract<Said, { readonly form: 'private' }>

function faultOf({ answer, wait }: Asked, words: Words): string {
  if (wait) return inMinutes(wait, words)
  return answer ? words.private.wrong : words.private.missing
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
