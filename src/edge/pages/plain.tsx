// The pages that say little: a front page, a link that leads nowhere, and our own failure.
// A link that leads nowhere has one page, whatever the reason, so that nothing can be learnt from it.
import type { Words } from '../../core/words.ts'
import { Layout } from './layout.tsx'
import type { Style } from './style.ts'

export type PlainProps = {
  readonly words: Words
  readonly style: Style
  readonly heading: string
  readonly text: string
  /** What a person can quote to the merchant, and an operator can find in the log. */
  readonly reference?: string
}

export const PlainPage = ({ words, style, heading, text, reference }: PlainProps) => (
  <Layout words={words} title={heading} style={style}>
    <main class="wrap plain">
      <h1>{heading}</h1>
      <p>{text}</p>
      {reference && (
        <p class="num">
          {words.labels.reference}: {reference}
        </p>
      )}
    </main>
  </Layout>
)
