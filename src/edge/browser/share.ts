// A button that hands the link to the device's own way of sharing. In another website's frame the device
// would ask that website's permission: there is none.
import { button } from './button.ts'
import type { Wishes } from './page.ts'

export function addShareButton(panel: Element, { share, shareText, path }: Wishes): void {
  if (!('share' in navigator) || window.parent !== window) return
  const url = location.origin + (path ?? location.pathname)
  // Rejected when the person thinks better of it.
  const act = () => navigator.share({ title: document.title, url }).catch(() => undefined)
  const note = document.createElement('small')
  note.textContent = shareText ?? ''
  panel.append(button(share, act), note)
}
