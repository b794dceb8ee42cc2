// The facts beside the journey: what is in it, who carries it, whom to ask.
import type { ItemView, ParcelView } from '../../core/page-view.ts'
import { say, type Words } from '../../core/words.ts'
import { Preferences } from './preferences.tsx'
import { Private } from './private.tsx'
import type { PageProps } from './tracking.tsx'

/** What is on its way, and what is still to be sent; of several parcels each has its own list. */
export const Items = ({ view, words }: PageProps) => {
  const [only, ...others] = view.parcels
  const inside = only && others.length === 0 ? only.items : []
  if (inside.length + view.toFollow.length === 0) return null
  return (
    <>
      {inside.length > 0 && (
        <section class="block">
          <h2>{words.labels.items}</h2>
          <ItemList items={inside} words={words} />
        </section>
      )}
      {view.toFollow.length > 0 && (
        <section class="block">
          <h2>{only ? words.labels.toFollow : words.labels.ordered}</h2>
          <ItemList items={view.toFollow} words={words} />
        </section>
      )}
    </>
  )
}

export const ItemList = ({ items, words }: { items: readonly ItemView[]; words: Words }) => (
  <ul class="items">
    {items.map(item => (
      <li>
        {item.picture && (
          <span class="pic">
            <img src={item.picture} alt="" loading="lazy" />
          </span>
        )}
        <b>
          {item.quantity} {words.labels.times}
        </b>
        <div>
          {item.title}
          {item.variant && <small>{item.variant}</small>}
        </div>
      </li>
    ))}
  </ul>
)

export const Details = (props: PageProps) => {
  const { view, words } = props
  const [only, ...others] = view.parcels
  const single = only && others.length === 0 ? only : null
  return (
    <section class="block">
      <h2>{words.labels.details}</h2>
      <dl>
        {single && <Carriage parcel={single} words={words} />}
        <Fact term={words.labels.placed} text={view.placed} />
        {view.destination && <Fact term={words.labels.destination} text={view.destination} />}
      </dl>
      {single && single.next !== 'carrier' && <CarrierLink parcel={single} words={words} />}
      <Private {...props} />
    </section>
  )
}

export const Carriage = ({ parcel, words }: { parcel: ParcelView; words: Words }) => (
  <>
    <Fact term={words.labels.carrier} text={parcel.carrier} />
    {parcel.trackingNumber && (
      <div>
        <dt>{words.labels.trackingNumber}</dt>
        <dd class="num">
          <bdi>{parcel.trackingNumber}</bdi>
        </dd>
      </div>
    )}
  </>
)

const Fact = ({ term, text }: { term: string; text: string }) => (
  <div>
    <dt>{term}</dt>
    <dd>{text}</dd>
  </div>
)

export const CarrierLink = ({ parcel, words }: { parcel: ParcelView; words: Words }) =>
  parcel.carrierUrl && (
    <p class="links">
      <a href={parcel.carrierUrl} rel="noreferrer" target="_top">
        {say(words.labels.carrierPage, { carrier: parcel.carrier })}
      </a>
    </p>
  )

export const Help = (props: PageProps) => {
  const { view, brand, words } = props
  const { email, phone, url } = brand.support
  const site = email || phone || url ? null : brand.website
  return (
    <section class="block" id="help">
      <h2>{words.labels.help}</h2>
      {(email || phone || url || site) && (
        <>
          <p>{say(words.labels.helpText, { merchant: view.merchant, number: view.orderNumber })}</p>
          <p class="links">
            {email && (
              <a href={`mailto:${encodeURIComponent(email.toWellFormed()).replace('%40', '@')}`}>
                {words.labels.email}
              </a>
            )}
            {phone && (
              <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>
                <span>
                  {words.labels.call} <bdi>{phone}</bdi>
                </span>
              </a>
            )}
            {url && (
              <a href={url} target="_top">
                {words.labels.helpPage}
              </a>
            )}
            {site && (
              <a href={site} target="_top">
                {brand.name}
              </a>
            )}
          </p>
        </>
      )}
      <Preferences {...props} />
    </section>
  )
}
