// The plain-text twin of every mail: the same words and facts, for readers and clients without HTML.
import type { TemplateName } from '../core/message.ts'
import type { View } from './view.ts'
import { words } from './words.ts'

export function textOf(template: TemplateName, view: View): string {
  const { headline, step, progress, action, details, help } = words[template]
  const rows = details.flatMap(({ label, slot }) => (view[slot] ? [`${label}: ${view[slot]}`] : []))
  const items = view.items.map(
    item =>
      `- ${item.itemQuantity} x ${item.itemTitle}${item.itemVariant ? ` (${item.itemVariant})` : ''}`,
  )
  const support = [view.supportEmail, view.supportPhone, view.supportUrl].filter(Boolean)
  return paragraphs([
    [headline],
    [view.lead],
    [`Step ${step} of 4: ${progress}`],
    rows,
    [`${action}:`, view.trackingUrl],
    items.length > 0 ? ['In this parcel:', ...items, ...(view.more ? [view.more] : [])] : [],
    help ? [help] : [],
    support.length > 0 ? [`Questions? ${support.join(' | ')}`] : [],
    ['--', view.brand, ...(view.website ? [view.website] : []), reason(view)],
  ])
}

export const reason = (view: Pick<View, 'brand' | 'orderNumber'>): string =>
  `You get this message because you placed order ${view.orderNumber} with ${view.brand}.`

const paragraphs = (blocks: readonly (readonly string[])[]): string =>
  `${blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')}\n`
