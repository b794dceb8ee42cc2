// The two ways to make a mail of the same facts. Bundled before it runs (scripts/bundled.ts), because
// the templates are JSX.
import { render } from '@react-email/render'
import { createElement } from 'react'
import type { TemplateName } from '../src/core/message.ts'
import { voiceOf } from '../src/core/message-words.ts'
import { fill } from '../src/emails/fill.ts'
import { templates } from '../src/emails/templates.ts'
import { viewOf } from '../src/emails/view.ts'
import { FACTS } from '../test/emails/facts.ts'

const ENGLISH = voiceOf('en-AU')
export const TEMPLATES = Object.keys(templates) as TemplateName[]

/** Subject, HTML and text, as they are sent. */
export const fillMail = (name: TemplateName) => fill(name, FACTS, ENGLISH)

/** What React Email's documentation does before a mail is sent: HTML, then text. */
export async function renderMail(name: TemplateName) {
  const element = createElement(templates[name], { view: viewOf(name, FACTS, ENGLISH) })
  return { html: await render(element), text: await render(element, { plainText: true }) }
}
