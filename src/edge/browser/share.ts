// Where a browser can hand the link to the device's own way of sharing, a button for it stands in place of the
// ways that need no script. In another website's frame there is no footer, and no link to share.
import { button } from './button.ts'

export function addShareButton(): void {
  const ways = document.querySelector('#share')
  const note = ways?.querySelector('p')
  const url = ways?.querySelector('.num')?.textContent
  if (!ways || !note || !url || !('share' in navigator)) return
  // Rejected when the person thinks better of it.
  const act = () => navigator.share({ title: document.title, url }).catch(() => undefined)
  ways.replaceWith(button(ways.querySelector('summary')?.textContent, act), note)
}
