// A button beside each number that copies it.
import { button } from './button.ts'
import type { Wishes } from './page.ts'

export function addCopyButtons(main: Element, { copy, copied }: Wishes): void {
  // Without https there is no clipboard, and no button.
  if (!navigator.clipboard) return
  for (const place of main.querySelectorAll('.num')) {
    const number = place.textContent ?? ''
    place.append(
      button(copy, async own => {
        await navigator.clipboard.writeText(number)
        own.textContent = copied ?? ''
        setTimeout(() => {
          own.textContent = copy ?? ''
        }, 2000)
      }),
    )
  }
}
