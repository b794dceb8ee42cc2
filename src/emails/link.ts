// The mail that brings a shopper the link to their order because somebody asked for it. Three sentences
// and an address: no template, so that it looks like what it is and has nothing to fill but words.
import type { LinkFacts } from '../core/message.ts'
import { escapeHtml } from './fill.ts'
import { line, safeUrl } from './view.ts'

/** Changes when its bytes do. */
export const LINK_TEMPLATE = 'link@1'

export function linkMail(facts: LinkFacts): { subject: string; html: string; text: string } {
  const url = safeUrl(facts.url)
  if (url === null) throw new Error('the tracking page’s address is not a https:// address')
  const [subject, text, ignore, brand] = [facts.subject, facts.text, facts.ignore, facts.brand].map(
    one => line(one) ?? '',
  ) as [string, string, string, string]
  const [shown, said, asked, name] = [url, text, ignore, brand].map(escapeHtml)
  return {
    subject,
    html: `<!DOCTYPE html><html lang="${escapeHtml(facts.locale)}" dir="${facts.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:24px;font:16px/24px -apple-system,'Segoe UI',Roboto,Arial,sans-serif"><div style="max-width:560px;margin:0 auto"><p style="font-weight:700">${name}</p><p>${said}</p><p><a href="${shown}">${shown}</a></p><p style="font-size:14px">${asked}</p></div></body></html>`,
    text: `${text}\n\n${url}\n\n${ignore}\n\n--\n${brand}\n`,
  }
}
