// Turns a message's facts into the mail, by filling the compiled templates: no React, no parsing,
// about a hundred times less CPU than rendering (docs/decisions). What it writes is byte-equal to
// the live render of the same component; test/emails/fill.test.ts holds that for any facts.

import type { MessageFacts, TemplateName } from '../core/message.ts'
import type { Voice } from '../core/message-words.ts'
import { programs, statics } from './compiled.ts'
import { textOf } from './text.ts'
import {
  type ItemView,
  SLOT_KINDS,
  type SlotKind,
  type SlotName,
  type View,
  viewOf,
} from './view.ts'

/** A piece of static HTML by number, a slot by name, a choice, or a loop over the items. */
export type Step =
  | number
  | SlotName
  | readonly ['?', SlotName, Program, Program]
  | readonly ['*', Program]
export type Program = readonly Step[]

export function fill(
  template: TemplateName,
  facts: MessageFacts,
  voice: Voice,
): { subject: string; html: string; text: string } {
  const view = viewOf(template, facts, voice)
  return {
    subject: view.subject,
    html: run(programs[template], view, view),
    text: textOf(template, view, voice),
  }
}

type Scope = Partial<Readonly<Record<SlotName, string | null>>>

function run(program: Program, scope: Scope, view: View): string {
  let html = ''
  for (const step of program) {
    if (typeof step === 'number') html += statics[step]
    else if (typeof step === 'string') html += ESCAPE[SLOT_KINDS[step]](scope[step] ?? '')
    else if (step[0] === '*') for (const item of view.items) html += runItem(step[1], item, view)
    else html += run(scope[step[1]] ? step[2] : step[3], scope, view)
  }
  return html
}

const runItem = (program: Program, item: ItemView, view: View): string =>
  run(program, { ...view, ...item }, view)

/** React's table, so that filled and rendered HTML are the same bytes. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
}
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, char => ENTITIES[char] ?? char)

/** view.ts lets only good values through; a slot still checks what escaping cannot mend. */
const checked =
  (shape: RegExp) =>
  (value: string): string => {
    if (!shape.test(value)) throw new Error('a slot of a mail got a value of the wrong kind')
    return escapeHtml(value)
  }

const ESCAPE: Readonly<Record<SlotKind, (value: string) => string>> = {
  text: escapeHtml,
  url: checked(/^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1)[:/]|mailto:|tel:)/),
  colour: checked(/^#[0-9a-f]{6}$/),
  number: checked(/^\d+$/),
  language: checked(/^[a-z]{2,3}(?:-[A-Za-z]+)*$/),
  direction: checked(/^(?:ltr|rtl)$/),
}
