/** @jsxImportSource react */
// The blocks a mail is made of. A template chooses which, and in which order; no block depends on a
// fact except through `When` and `Each` (slots.tsx).
import type { TemplateName } from '../core/message.ts'
import { type Detail, STEPS, shapes } from './shapes.ts'
import { Each, When } from './slots.tsx'
import { FONT, INK, LINE, QUIET, text } from './style.ts'
import { Button, Column, Heading, Img, Row, Section, Text } from './ui.ts'
import type { View } from './view.ts'

export type Block = { readonly template: TemplateName; readonly view: View }

export const Headline = ({ view }: Pick<Block, 'view'>) => (
  <>
    <Heading as="h1" className="ink" style={text(26, { lineHeight: '32px', fontWeight: 700 })}>
      {view.headline}
    </Heading>
    <When given={view.greeting}>
      <Text className="ink" style={text(16, { padding: '10px 0 0' })}>
        {view.greeting}
      </Text>
    </When>
    <Text className="ink" style={text(16, { padding: '10px 0 0' })}>
      {view.lead}
    </Text>
  </>
)

/** The bar says nothing that its line of text does not say. */
export function Progress({ template, view }: Block) {
  const { step } = shapes[template]
  return (
    <Section style={{ paddingTop: '24px' }}>
      <Row style={{ tableLayout: 'fixed' }} aria-hidden="true">
        {STEPS.map((one, at) => (
          <Column key={one} style={{ padding: `0 ${6 - at * 2}px 0 ${at * 2}px` }}>
            <Bar done={at < step} colour={view.colour} />
          </Column>
        ))}
      </Row>
      <Text className="quiet" style={text(14, { color: QUIET, padding: '8px 0 0' })}>
        {view.step}{' '}
        <strong className="ink" style={{ color: INK }}>
          {view.progress}
        </strong>
      </Text>
    </Section>
  )
}

const Bar = ({ done, colour }: { done: boolean; colour: string }) => (
  <div
    className={done ? 'done' : 'todo'}
    style={{
      height: '6px',
      lineHeight: '6px',
      fontSize: '1px',
      borderRadius: '3px',
      border: done ? `1px solid ${colour}` : '1px solid transparent',
      backgroundColor: done ? colour : LINE,
    }}
  >
    {'\u00A0'}
  </div>
)

/** What is read from left to right in every language. */
const NUMBERS: ReadonlySet<Detail> = new Set(['trackingNumber', 'orderNumber'])

/** The facts of the parcel, as text: people copy them, and mail apps read them. */
export function Details({ template, view }: Block) {
  return (
    <Section
      className="box"
      style={{ marginTop: '20px', backgroundColor: '#f6f7f8', borderRadius: '8px' }}
    >
      <Section style={{ padding: '8px 16px 10px' }}>
        {shapes[template].details.map(detail => (
          <When key={detail} given={view[detail]}>
            <Text className="quiet" style={text(13, { color: QUIET, padding: '8px 0 0' })}>
              {view[`${detail}Label`]}
            </Text>
            <Text className="ink" style={text(16, { fontWeight: 600, padding: '0 0 2px' })}>
              {NUMBERS.has(detail) ? <span dir="ltr">{view[detail]}</span> : view[detail]}
            </Text>
          </When>
        ))}
      </Section>
    </Section>
  )
}

export function Action({ view }: Pick<Block, 'view'>) {
  return (
    <Section style={{ paddingTop: '24px' }}>
      <Button
        className="button"
        href={view.trackingUrl}
        style={{
          display: 'block',
          boxSizing: 'border-box',
          width: '100%',
          padding: '14px 20px',
          border: `1px solid ${view.colour}`,
          borderRadius: '8px',
          backgroundColor: view.colour,
          color: view.onColour,
          fontFamily: FONT,
          fontSize: '16px',
          lineHeight: '24px',
          fontWeight: 600,
          textAlign: 'center',
          textDecoration: 'none',
        }}
      >
        {view.action}
      </Button>
    </Section>
  )
}

export const Help = ({ view }: Pick<Block, 'view'>) => (
  <Text className="quiet" style={text(15, { color: QUIET, padding: '20px 0 0' })}>
    {view.help}
  </Text>
)

export function Items({ view }: { view: View }) {
  return (
    <When given={view.anyItem}>
      <Section className="rule" style={{ marginTop: '28px', borderTop: `1px solid ${LINE}` }}>
        <Heading
          as="h2"
          className="ink"
          style={text(16, { fontWeight: 700, padding: '20px 0 4px' })}
        >
          {view.itemsHeading}
        </Heading>
        <Each of={view.items}>
          {item => (
            <Row>
              <When given={item.itemImage}>
                <Column style={{ width: '72px', padding: '10px 0', verticalAlign: 'top' }}>
                  <Img
                    src={item.itemImage ?? ''}
                    alt=""
                    width="56"
                    height="56"
                    style={{ borderRadius: '6px', objectFit: 'cover' }}
                  />
                </Column>
              </When>
              <Column style={{ padding: '10px 0', verticalAlign: 'top' }}>
                <Text className="ink" style={text(15, { fontWeight: 600 })}>
                  {item.itemTitle}
                </Text>
                <When given={item.itemVariant}>
                  <Text className="quiet" style={text(14, { color: QUIET })}>
                    {item.itemVariant}
                  </Text>
                </When>
                <Text className="quiet" style={text(14, { color: QUIET })}>
                  {item.itemQuantity}
                </Text>
              </Column>
            </Row>
          )}
        </Each>
        <When given={view.more}>
          <Text className="quiet" style={text(14, { color: QUIET, padding: '4px 0 0' })}>
            {view.more}
          </Text>
        </When>
      </Section>
    </When>
  )
}
