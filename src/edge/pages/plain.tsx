// The pages that say little: a front page, a link that leads nowhere, and our own failure.
// A link that leads nowhere has one page, whatever the reason, so that nothing can be learnt from it.
import type { PageBrand } from '../../core/page-brand.ts'
import type { Words } from '../../core/words.ts'
import { Bar } from './bar.tsx'
import { Layout } from './layout.tsx'
import { PageScript } from './script.tsx'
import type { Style } from './style.ts'

export type PlainProps = {
  readonly words: Words
  readonly style: Style
  readonly heading: string
  readonly text: string
  /** What a person can quote to the merchant, and an operator can find in the log. */
  readonly reference?: string
  /** Whose page it is; null: nobody's. */
  readonly brand?: PageBrand | null
  /** The merchant's websites, when the page is shown inside one. */
  readonly frames?: readonly string[]
}

export const PlainPage = ({
  words,
  style,
  heading,
  text,
  reference,
  brand,
  frames = [],
}: PlainProps) => (
  <Layout words={words} title={heading} style={style}>
    {brand && frames.length === 0 && <Bar brand={brand} />}
    <main class="wrap plain">
      <h1>{heading}</h1>
      <p>{text}</p>
      {reference && (
        <p class="num">
          {words.labels.reference}: {reference}
        </p>
      )}
    </main>
    {frames.length > 0 && <PageScript words={words} frames={frames} />}
  </Layout>
)
