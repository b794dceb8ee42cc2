// The link, to be given to somebody else: to copy, by mail, by text message. A browser that can hand it to the
// device puts a button in place of it (browser/share.ts).
import type { PageProps } from './tracking.tsx'

type Props = Pick<PageProps, 'words' | 'url'> & { readonly title: string }

export const Share = ({ words: { labels }, url, title }: Props) => {
  const [subject, body] = [title.toWellFormed(), url].map(encodeURIComponent)
  return (
    <details id="share">
      <summary>{labels.share}</summary>
      <p>{labels.shareText}</p>
      <p class="num">{url}</p>
      <p class="links">
        <a href={`mailto:?subject=${subject}&body=${body}`}>{labels.email}</a>
        {/* RFC 5724 knows no message without a number. Unverified: phones are said to take either sign as
            the start of the text, and each ignores the other's. */}
        <a href={`sms:?&body=${body}`}>{labels.sms}</a>
      </p>
    </details>
  )
}
