// Compiles the mail templates: renders each once with a slot in place of every fact and every word, so that
// one program speaks all languages, and splits the HTML into static pieces and steps (src/emails/fill.ts). It refuses a slot that stands where its
// kind has no business: escaping cannot make an address of a text, nor CSS of a name.
import { createHash } from 'node:crypto'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { TemplateName } from '../src/core/message.ts'
import { messageWordsFor } from '../src/core/message-words.ts'
import { LOCALES } from '../src/core/words.ts'
import type { Program, Step } from '../src/emails/fill.ts'
import { CLOSE, OPEN, slotView } from '../src/emails/slots.tsx'
import { templates } from '../src/emails/templates.ts'
import { SLOT_KINDS, type SlotKind, type SlotName, type View } from '../src/emails/view.ts'

/** React Email's own, see @react-email/render. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'

/** The live render: the mail as React writes it, without the image preloads a mail has no use for. */
export function renderLive(template: TemplateName, view: View): string {
  const html = renderToStaticMarkup(createElement(templates[template], { view }))
  return DOCTYPE + html.replace(/<link rel="preload"[^>]*>/g, '')
}

/** The source of src/emails/compiled.ts. */
export function compileEmails(): string {
  const statics: string[] = []
  const names = Object.keys(templates).sort() as TemplateName[]
  const programs = names.map(name => {
    const html = renderLive(name, slotView(Object.keys(SLOT_KINDS) as SlotName[]))
    return `  ${name}: ${JSON.stringify(parse(html, statics))},\n`
  })
  const versions = names.map(name => `  ${name}: '${versionOf(name)}',\n`)
  const lines = statics.map(piece => `  ${JSON.stringify(piece)},\n`)
  return `// Made by \`npm run build\` (scripts/build-emails.ts) from the templates beside it. Do not edit: a test
// compares it with a fresh build.
import type { TemplateName } from '../core/message.ts'
import type { Program } from './fill.ts'

export const statics: readonly string[] = [
${lines.join('')}]

export const programs: Readonly<Record<TemplateName, Program>> = {
${programs.join('')}}

/** Changes when the template's bytes do, or its words: the ledger tells what somebody was sent. */
export const versions: Readonly<Record<TemplateName, string>> = {
${versions.join('')}}
`
}

function versionOf(name: TemplateName): string {
  const html = renderLive(name, slotView(Object.keys(SLOT_KINDS) as SlotName[]))
  const words = LOCALES.map(({ locale }) => {
    const { mail, mails, texts } = messageWordsFor(locale)
    return { mail, mails: mails[name], texts: texts[name] }
  })
  return createHash('sha256').update(html).update(JSON.stringify(words)).digest('hex').slice(0, 8)
}

type Piece = { readonly html: string } | { readonly code: string }

function parse(html: string, statics: string[]): Program {
  const pieces: Piece[] = html
    .split(new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`))
    .map((part, at) => (at % 2 === 0 ? { html: part } : { code: part }))
  let before = ''
  const steps = (): Step[] => {
    const program: Step[] = []
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      if ('html' in piece) {
        before += piece.html
        if (piece.html) program.push(numberOf(piece.html, statics))
        continue
      }
      const { code } = piece
      if (code === ':' || code === '.') return program
      if (code === '*') program.push(['*', steps()])
      else if (code.startsWith('?')) program.push(['?', slot(code.slice(1)), steps(), steps()])
      else {
        checkPlace(before, slot(code))
        before += 'x'
        program.push(slot(code))
      }
    }
    return program
  }
  return steps()
}

function numberOf(piece: string, statics: string[]): number {
  const known = statics.indexOf(piece)
  return known === -1 ? statics.push(piece) - 1 : known
}

function slot(name: string): SlotName {
  if (!Object.hasOwn(SLOT_KINDS, name)) throw new Error(`a template uses the unknown slot ${name}`)
  return name as SlotName
}

/** Which kinds may stand in which attribute; text stands between tags and in `alt`. */
const ATTRIBUTES: Readonly<Record<string, readonly SlotKind[]>> = {
  href: ['url'],
  src: ['url'],
  style: ['colour', 'number'],
  width: ['number'],
  height: ['number'],
  lang: ['language'],
  dir: ['direction'],
  alt: ['text'],
}

function checkPlace(before: string, name: SlotName): void {
  const kind = SLOT_KINDS[name]
  const tag = before.slice(before.lastIndexOf('<'))
  const attribute = tag.includes('>') ? null : (/ ([\w-]+)="[^"]*$/.exec(tag)?.[1] ?? '?')
  const raw = ['style', 'script', '!--'].some(
    open =>
      before.lastIndexOf(`<${open}`) > before.lastIndexOf(open === '!--' ? '-->' : `</${open}`),
  )
  const allowed = attribute === null ? ['text', 'number'] : (ATTRIBUTES[attribute] ?? [])
  if (raw || !allowed.includes(kind)) {
    throw new Error(`the slot ${name} (${kind}) must not stand in ${raw ? 'raw text' : attribute}`)
  }
}
