// The tracking page: a table of contents. Complete without JavaScript, readable at 320 px, in the
// merchant's looks; its blocks stand in the order of the merchant's config.
import type { PageBrand } from '../../core/page-brand.ts'
import type { Block } from '../../core/page-config.ts'
import type { PageView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'
import type { Said } from '../hear.ts'
import type { Child } from '../jsx-runtime.ts'
import { Bar } from './bar.tsx'
import { Details, Help, Items } from './facts.tsx'
import { Feedback } from './feedback.tsx'
import { Lane } from './lane.tsx'
import { Layout } from './layout.tsx'
import { Faq, Legal, NoticeStrip, Notices, Promotion, Social } from './own.tsx'
import { Parcels } from './parcels.tsx'
import { mayChange, PageScript } from './script.tsx'
import { Share } from './share.tsx'
import type { Style } from './style.ts'
import { Top } from './top.tsx'

export type PageProps = {
  readonly view: PageView
  readonly brand: PageBrand
  readonly words: Words
  readonly style: Style
  /** The page's own path, without a language: `/t/<token>`. */
  readonly path: string
  /** The same, absolute. */
  readonly url: string
  /** The merchant's websites, when the page is shown inside one: that has a bar and a footer itself. */
  readonly frames?: readonly string[]
  /** Where its forms go: the same in the chosen language. */
  readonly action: string
  /** What one of them said, and what came of it. */
  readonly said?: Said
}

/** What a block is drawn with, and whether it may stand beside the parcels on a wide screen. */
type Drawing = {
  readonly draw: (props: PageProps) => Child
  readonly side?: true
}

const DRAWINGS: Readonly<Record<Exclude<Block, 'headline'>, Drawing>> = {
  notices: { draw: Notices },
  map: { draw: Lane },
  parcels: { draw: Parcels },
  items: { draw: Items, side: true },
  details: { draw: Details, side: true },
  help: { draw: Help, side: true },
  feedback: { draw: Feedback, side: true },
  promotion: { draw: Promotion },
  faq: { draw: Faq },
  social: { draw: Social },
  legal: { draw: Legal },
}

export const TrackingPage = (props: PageProps) => {
  const { view, words, style, brand, path, url, said, frames = [] } = props
  const framed = frames.length > 0
  const title = say(words.labels.title, {
    headline: view.headline,
    number: view.orderNumber,
    merchant: view.merchant,
  })
  const { blocks } = brand.page
  const at = blocks.indexOf('headline')
  const above = blocks.slice(0, at).filter(block => block !== 'notices')
  return (
    <Layout words={words} title={title} style={style} head={<Head title={title} path={path} />}>
      {view.parcels.length > 0 && (
        <a class="unseen" href="#updates">
          {words.labels.skip}
        </a>
      )}
      {blocks.indexOf('notices') < at && <NoticeStrip {...props} />}
      {!framed && <Bar {...props} />}
      <main>
        {above.length > 0 && <div class="wrap rows">{rows(above, props)}</div>}
        <Top {...props} />
        <div class="wrap rows">{rows(blocks.slice(at + 1), props)}</div>
      </main>
      {!framed && (
        <footer class="wrap">
          <p>
            {say(words.labels.zone, { city: view.city })}{' '}
            <a href={`${path}/feed.atom`}>{words.labels.feed}</a>
          </p>
          {!view.isOld && <Share words={words} url={url} title={title} />}
        </footer>
      )}
      <PageScript words={words} copies live={!said && mayChange(view)} frames={frames} />
    </Layout>
  )
}

/** For whoever links to the page; nothing of the shopper but what the title says. */
const Head = ({ title, path }: { title: string; path: string }) => (
  <>
    <meta property="og:title" content={title} />
    <meta property="og:type" content="website" />
    <link rel="alternate" type="application/atom+xml" href={`${path}/feed.atom`} />
  </>
)

type Row = { readonly block: Block; readonly side: boolean; readonly element: Child }

function drawn(block: Block, props: PageProps): readonly Row[] {
  if (block === 'headline') return []
  const { draw, side = false } = DRAWINGS[block]
  const element = draw(props)
  return element ? [{ block, side, element }] : []
}

/** Beside the parcels stands what may and follows them; the order is the config's. */
function rows(blocks: readonly Block[], props: PageProps) {
  const list = blocks.flatMap(block => drawn(block, props))
  const at = list.findIndex(({ block }) => block === 'parcels')
  const rest = list.slice(at + 1)
  const end = rest.findIndex(({ side }) => !side)
  const beside = end < 0 ? rest : rest.slice(0, end)
  const elements = (some: readonly Row[]) => some.map(({ element }) => element)
  if (at < 0 || beside.length === 0) return elements(list)
  return [
    ...elements(list.slice(0, at)),
    <div class="two">
      <div>{list[at]?.element}</div>
      <div class="side">{elements(beside)}</div>
    </div>,
    ...elements(rest.slice(beside.length)),
  ]
}
