// The plain-text twin of every mail: the same words and facts, for readers and clients without HTML.

import type { TemplateName } from '../core/message.ts'
import type { Voice } from '../core/message-words.ts'
import { shapes } from './shapes.ts'
import type { View } from './view.ts'

export function textOf(template: TemplateName, view: View, { mail, say }: Voice): string {
  const rows = shapes[template].details.flatMap(detail => {
    const text = view[detail]
    return text ? [say(mail.row, { label: view[`${detail}Label`], text })] : []
  })
  const items = view.items.map(
    ({ itemCount, itemTitle, itemVariant }) =>
      `- ${itemCount} × ${itemTitle}${itemVariant ? ` (${itemVariant})` : ''}`,
  )
  const support = [view.supportEmail, view.supportPhone, view.supportUrl].filter(isThere)
  return paragraphs([
    [view.headline],
    [view.greeting, view.lead].filter(isThere),
    [`${view.step} ${view.progress}`],
    rows,
    [view.action, view.trackingUrl],
    items.length > 0 ? [view.itemsHeading, ...items, view.more].filter(isThere) : [],
    view.help ? [view.help] : [],
    support.length > 0 ? [view.questions, ...support] : [],
    ['--', view.brand, view.website, view.reason].filter(isThere),
  ])
}

const isThere = (text: string | null): text is string => text !== null

const paragraphs = (blocks: readonly (readonly string[])[]): string =>
  `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`
