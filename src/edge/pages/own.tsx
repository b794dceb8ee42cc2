// The merchant's own words: notices, an offer, answers, other places to find them, what the law asks. They may
// be in another language than the page, and read the other way (`dir`).
import type { LinkView } from '../../core/page-view.ts'
import { say } from '../../core/words.ts'
import type { PageProps } from './tracking.tsx'

export const Notices = ({ view }: PageProps) =>
  view.own.notices.length > 0 && (
    <div class="notes">
      {view.own.notices.map(notice => (
        <p class="note" dir="auto">
          {notice}
        </p>
      ))}
    </div>
  )

/** The same across the page, above everything, where the merchant puts notices before the headline. */
export const NoticeStrip = ({ view }: PageProps) =>
  view.own.notices.length > 0 && (
    <aside class="strip">
      {view.own.notices.map(notice => (
        <p class="wrap" dir="auto">
          {notice}
        </p>
      ))}
    </aside>
  )

export const Promotion = ({ view }: PageProps) => {
  const { promotion } = view.own
  return (
    promotion && (
      <section class="block offer">
        <h2 dir="auto">{promotion.heading}</h2>
        <p dir="auto">{promotion.text}</p>
        <p>
          <a class="act" href={promotion.link.url} target="_top">
            {promotion.link.label}
          </a>
        </p>
      </section>
    )
  )
}

export const Faq = ({ view, words }: PageProps) =>
  view.own.faq.length > 0 && (
    <section class="block faq">
      <h2>{words.labels.faq}</h2>
      {view.own.faq.map(({ question, answer }) => (
        <details>
          <summary dir="auto">{question}</summary>
          <p dir="auto">{answer}</p>
        </details>
      ))}
    </section>
  )

const Links = ({ links }: { links: readonly LinkView[] }) => (
  <p class="links">
    {links.map(({ label, url }) => (
      <a href={url} target="_top">
        {label}
      </a>
    ))}
  </p>
)

export const Social = ({ view, words }: PageProps) =>
  view.own.social.length > 0 && (
    <section class="block social">
      <h2>{say(words.labels.follow, { merchant: view.merchant })}</h2>
      <Links links={view.own.social} />
    </section>
  )

export const Legal = ({ view }: PageProps) => {
  const { text, links } = view.own.legal
  return (
    (text !== null || links.length > 0) && (
      <section class="block fine">
        {text !== null && <p dir="auto">{text}</p>}
        {links.length > 0 && <Links links={links} />}
      </section>
    )
  )
}
