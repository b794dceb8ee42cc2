// The tracking page. Complete without JavaScript, readable at 320 px, in the merchant's colour; a
// page for one parcel has everything at once, a page for several opens with a line for each.
import type { PageBrand } from '../../core/page-brand.ts'
import type { PageView, ParcelView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'
import { StatusIcon } from './icons.tsx'
import { Layout } from './layout.tsx'
import { Eta, Items, Known, Next, Steps } from './parts.tsx'
import type { Style } from './style.ts'
import { Timeline } from './timeline.tsx'

type Props = {
  readonly view: PageView
  readonly brand: PageBrand
  readonly words: Words
  readonly style: Style
}

export const TrackingPage = ({ view, brand, words, style }: Props) => {
  const [only, ...others] = view.parcels
  const single = only && others.length === 0 ? only : null
  const details = <Details view={view} single={single} words={words} />
  const alone = view.parcels.length + view.toFollow.length === 0
  const title = say(words.labels.title, {
    headline: view.headline,
    number: view.orderNumber,
    merchant: view.merchant,
  })
  return (
    <Layout lang={view.locale} title={title} style={style}>
      <Bar view={view} brand={brand} words={words} />
      <section class="hero">
        <div class="wrap">
          <h1>
            {(single || !only) && <StatusIcon status={single?.status ?? 'pending'} />}
            {view.headline}
          </h1>
          <p class={single?.tone === 'attention' ? 'warn' : 'say'}>{view.explanation}</p>
          {single && <Next parcel={single} merchant={view.merchant} words={words} />}
          {single && <Progress parcel={single} words={words} />}
          {!single && only && <Hop parcels={view.parcels} words={words} />}
        </div>
      </section>
      <main class="wrap two">
        <div class="parcels">
          {single && (
            <section class="card">
              <h2>{words.labels.updates}</h2>
              <Timeline days={single.days} words={words} level={3} open={5} />
            </section>
          )}
          {single && <ItemsCard parcel={single} words={words} />}
          {!single &&
            view.parcels.map((parcel, i) => (
              <Parcel parcel={parcel} n={i + 1} view={view} words={words} />
            ))}
          <ToFollow view={view} words={words} />
          {alone && details}
        </div>
        <div class="side">
          {!alone && details}
          <Help view={view} brand={brand} words={words} />
        </div>
      </main>
      <footer class="wrap">
        <p>{say(words.labels.zone, { city: view.city })}</p>
      </footer>
    </Layout>
  )
}

type PartProps = Omit<Props, 'style'>

const Bar = ({ view, brand, words }: PartProps) => {
  const face = brand.logo ? (
    <img
      src={brand.logo.url}
      width={brand.logo.width}
      height={brand.logo.height}
      alt={brand.name}
    />
  ) : (
    <strong>{brand.name}</strong>
  )
  return (
    <header class={brand.logo ? 'bar logo' : 'bar'}>
      <div class="wrap">
        {brand.website ? <a href={brand.website}>{face}</a> : face}
        <p>
          {words.labels.order} {view.orderNumber}
        </p>
      </div>
    </header>
  )
}

const Progress = ({ parcel, words }: { parcel: ParcelView; words: Words }) => (
  <>
    {parcel.eta && <Eta eta={parcel.eta} />}
    {parcel.delivered && <Known label={words.labels.delivered} text={parcel.delivered} />}
    {parcel.collect && <Known label={words.collect.heading} text={parcel.collect.place} />}
    {parcel.steps && <Steps steps={parcel.steps} words={words} />}
  </>
)

type ListProps = { readonly parcels: readonly ParcelView[]; readonly words: Words }

const Hop = ({ parcels, words }: ListProps) => (
  <nav aria-label={words.labels.parcelCount}>
    <ol class="hop">
      {parcels.map((parcel, i) => (
        <li>
          <a class={parcel.tone === 'attention' ? 'warn' : undefined} href={`#parcel-${i + 1}`}>
            <StatusIcon status={parcel.status} />
            <b>{parcel.headline}</b>
            <small>
              {say(words.labels.parcel, { n: i + 1, count: parcels.length })}
              {when(parcel) && ` · ${when(parcel)}`}
            </small>
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

/** What is known; a range of our own needs its label, further down. */
const when = ({ delivered, collect, eta }: ParcelView): string | undefined =>
  delivered ?? collect?.place ?? (eta?.estimated ? undefined : eta?.text)

type ParcelProps = {
  readonly parcel: ParcelView
  readonly n: number
  readonly view: PageView
  readonly words: Words
}

const Parcel = ({ parcel, n, view, words }: ParcelProps) => (
  <article class="card parcel" id={`parcel-${n}`}>
    <h2>
      {say(words.labels.parcel, { n, count: view.parcels.length })}
      <b>
        <StatusIcon status={parcel.status} />
        {parcel.headline}
      </b>
    </h2>
    <p class={parcel.tone === 'attention' ? 'warn' : undefined}>{parcel.explanation}</p>
    <Next parcel={parcel} merchant={view.merchant} words={words} />
    <Progress parcel={parcel} words={words} />
    <h3 class="part">{words.labels.updates}</h3>
    <Timeline days={parcel.days} words={words} level={4} open={3} />
    {parcel.items.length > 0 && (
      <>
        <h3 class="part">{words.labels.items}</h3>
        <Items items={parcel.items} words={words} />
      </>
    )}
    <h3 class="part">{words.labels.details}</h3>
    <dl>
      <Carriage parcel={parcel} words={words} />
    </dl>
    {parcel.next !== 'carrier' && <CarrierLink parcel={parcel} words={words} />}
  </article>
)

const ItemsCard = ({ parcel, words }: { parcel: ParcelView; words: Words }) =>
  parcel.items.length > 0 && (
    <section class="card">
      <h2>{words.labels.items}</h2>
      <Items items={parcel.items} words={words} />
    </section>
  )

const ToFollow = ({ view, words }: { view: PageView; words: Words }) =>
  view.toFollow.length > 0 && (
    <section class="card">
      <h2>{view.parcels.length > 0 ? words.labels.toFollow : words.labels.ordered}</h2>
      <Items items={view.toFollow} words={words} />
    </section>
  )

type DetailsProps = {
  readonly view: PageView
  readonly single: ParcelView | null
  readonly words: Words
}

const Details = ({ view, single, words }: DetailsProps) => (
  <section class="card">
    <h2>{words.labels.details}</h2>
    <dl>
      {single && <Carriage parcel={single} words={words} />}
      <Fact term={words.labels.placed} text={view.placed} />
      {view.destination && <Fact term={words.labels.destination} text={view.destination} />}
    </dl>
    {single && <CarrierLink parcel={single} words={words} />}
  </section>
)

const Carriage = ({ parcel, words }: { parcel: ParcelView; words: Words }) => (
  <>
    <Fact term={words.labels.carrier} text={parcel.carrier} />
    <div>
      <dt>{words.labels.trackingNumber}</dt>
      <dd class="num">{parcel.trackingNumber}</dd>
    </div>
  </>
)

const Fact = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
)

const CarrierLink = ({ parcel, words }: { parcel: ParcelView; words: Words }) =>
  parcel.carrierUrl && (
    <p class="more">
      <a href={parcel.carrierUrl} rel="noreferrer">
        {say(words.labels.carrierPage, { carrier: parcel.carrier })}
      </a>
    </p>
  )

const Help = ({ view, brand, words }: PartProps) => {
  const { email, phone, url } = brand.support
  return (
    <section class="card help" id="help">
      <h2>{words.labels.help}</h2>
      <p>{say(words.labels.helpText, { merchant: view.merchant, number: view.orderNumber })}</p>
      <ul>
        {email && (
          <li>
            <a href={`mailto:${encodeURIComponent(email).replace('%40', '@')}`}>
              {words.labels.email}
            </a>
          </li>
        )}
        {phone && (
          <li>
            <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
              {words.labels.call} {phone}
            </a>
          </li>
        )}
        {url && (
          <li>
            <a href={url}>{words.labels.helpPage}</a>
          </li>
        )}
      </ul>
    </section>
  )
}
