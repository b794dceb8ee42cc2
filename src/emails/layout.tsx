/** @jsxImportSource react */
// The sheet every mail is written on: head, card, the brand above, the footer below. Tables and
// inline styles because Outlook knows nothing else; dark mode by classes. Made for 375 px first.
import type { CSSProperties, ReactNode } from 'react'
import { When } from './slots.tsx'
import { LINE, QUIET, text } from './style.ts'
import { Body, Container, Head, Html, Img, Link, Section, Text } from './ui.ts'
import type { View } from './view.ts'

/** Apple Mail, Outlook apps and others honour this; Gmail recolours by itself. */
const DARK = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page,.page>table>tbody>tr>td{background-color:#101214!important}
.card{background-color:#1a1d20!important;border-right-color:#2c3136!important;border-bottom-color:#2c3136!important;border-left-color:#2c3136!important}
.box{background-color:#23272b!important}
.rule{border-color:#2c3136!important}
.ink{color:#f2f4f5!important}
.quiet{color:#a9b2ba!important}
.todo{background-color:#343a40!important}
.done{border-color:#8b959e!important}
.button{border-color:#8b959e!important}
.logo{background-color:#ffffff!important;padding:8px!important}
}`

/** Fixed, so that filling a slot never changes the padding: keeps the mail's first words out of the preview. */
const PREVIEW_PADDING = '\u00A0\u200C'.repeat(60)

/** Webmail drops what stands around the body: the language is said again on the tables. */
export function Layout({ view, children }: { view: View; children: ReactNode }) {
  const tongue = { lang: view.lang, dir: view.dir }
  return (
    <Html {...tongue}>
      <Head>
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{view.headline}</title>
        <style>{DARK}</style>
      </Head>
      <Body
        className="page"
        style={{ backgroundColor: '#f3f4f5', margin: 0, padding: '24px 12px' }}
      >
        <Preview>{view.preview}</Preview>
        <Container
          {...tongue}
          className="card"
          style={{
            maxWidth: '560px',
            backgroundColor: '#ffffff',
            border: `1px solid ${LINE}`,
            borderTop: `4px solid ${view.colour}`,
            borderRadius: '10px',
          }}
        >
          <Section style={{ padding: '28px 24px 32px' }}>
            <Brand view={view} />
            {children}
          </Section>
        </Container>
        <Footer view={view} />
      </Body>
    </Html>
  )
}

/** What an inbox shows after the subject; hidden in the mail. */
function Preview({ children }: { children: ReactNode }) {
  const hidden: CSSProperties = {
    display: 'none',
    overflow: 'hidden',
    lineHeight: '1px',
    opacity: 0,
    maxHeight: 0,
    maxWidth: 0,
  }
  return (
    <div style={hidden}>
      {children}
      {PREVIEW_PADDING}
    </div>
  )
}

function Brand({ view }: { view: View }) {
  const name = (
    <Text className="ink" style={text(18, { fontWeight: 700 })}>
      {view.brand}
    </Text>
  )
  return (
    <Section style={{ paddingBottom: '24px' }}>
      <When given={view.logo} otherwise={name}>
        <Img
          className="logo"
          src={view.logo ?? ''}
          alt={view.brand}
          width={view.logoWidth}
          height={view.logoHeight}
          style={{ ...text(18, { fontWeight: 700 }), borderRadius: '6px' }}
        />
      </When>
    </Section>
  )
}

const footer = text(14, { color: QUIET })

function Footer({ view }: { view: View }) {
  const link = { color: QUIET, textDecoration: 'underline' }
  return (
    <Container lang={view.lang} dir={view.dir} style={{ maxWidth: '560px' }}>
      <Section style={{ padding: '20px 24px 8px' }}>
        <When given={view.support}>
          <Text className="quiet" style={{ ...footer, paddingBottom: '12px' }}>
            {view.questions}
            <When given={view.supportEmail}>
              <br />
              <Link className="quiet" href={view.supportEmailUrl} style={link}>
                {view.supportEmail}
              </Link>
            </When>
            <When given={view.supportPhone}>
              <br />
              <Link className="quiet" href={view.supportPhoneUrl} style={link} dir="ltr">
                {view.supportPhone}
              </Link>
            </When>
            <When given={view.supportUrl}>
              <br />
              <Link className="quiet" href={view.supportUrl ?? ''} style={link}>
                {view.helpPages}
              </Link>
            </When>
          </Text>
        </When>
        <Text className="quiet" style={footer}>
          {view.reason}
          <When given={view.website}>
            <br />
            <Link className="quiet" href={view.website ?? ''} style={link}>
              {view.websiteHost}
            </Link>
          </When>
        </Text>
      </Section>
    </Container>
  )
}
