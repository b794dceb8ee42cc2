// News by itself: while the page can be seen it asks once a minute whether it changed, until every parcel has
// arrived. It says so, can be paused (WCAG 2.2, 2.2.2), and takes nothing away from somebody who is
// writing, selecting or reading an opened part.
import { button } from './button.ts'
import { addCopyButtons } from './copy.ts'
import type { Wishes } from './page.ts'

const EVERY_MS = 60_000

export function keepLive(first: Element, panel: Element, wishes: Wishes): void {
  if (savesData()) return
  let main = first
  /** As it came, before anything was added to it. */
  let shown = main.innerHTML
  let etag = ''
  let lookedAt = Date.now()
  let paused = false

  const line = document.createElement('p')
  line.setAttribute('role', 'status')
  line.textContent = wishes.live ?? ''
  const pause = button(wishes.pause, own => {
    paused = !paused
    own.textContent = (paused ? wishes.resume : wishes.pause) ?? ''
    if (!paused) lookIfDue()
  })
  panel.append(line, pause)

  const timer = setInterval(lookIfDue, EVERY_MS / 4)
  document.addEventListener('visibilitychange', lookIfDue)

  function lookIfDue(): void {
    if (paused || document.hidden || Date.now() - lookedAt < EVERY_MS || isInUse(main)) return
    lookedAt = Date.now()
    // No answer is no news.
    look().catch(() => undefined)
  }

  async function look(): Promise<void> {
    const headers = { accept: 'text/html', ...(etag && { 'if-none-match': etag }) }
    const response = await fetch(location.pathname, { headers })
    if (response.status === 404) return stop()
    if (response.status !== 200) return
    const page = parse(await response.text())
    const fresh = page.querySelector('main')
    if (!fresh || isInUse(main)) return
    etag = response.headers.get('etag') ?? ''
    if (fresh.innerHTML !== shown) {
      shown = fresh.innerHTML
      document.title = page.title
      putInPlace(fresh)
      const time = new Date().toLocaleTimeString(document.documentElement.lang, {
        hour: 'numeric',
        minute: '2-digit',
      })
      line.textContent = (wishes.updated ?? '').replace('{time}', time)
    }
    if (!page.querySelector('script[data-live]')) stop()
  }

  function putInPlace(fresh: Element): void {
    const open = new Set(Array.from(main.querySelectorAll('details[open]'), nameOf))
    const active = main.contains(document.activeElement) ? document.activeElement : null
    for (const part of fresh.querySelectorAll('details')) part.open = open.has(nameOf(part))
    addCopyButtons(fresh, wishes)
    main.replaceWith(fresh)
    main = fresh
    if (!active) return
    const same = [...fresh.querySelectorAll<HTMLElement>('a, button, summary')]
    same.find(one => nameOf(one) === nameOf(active))?.focus({ preventScroll: true })
  }

  function stop(): void {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', lookIfDue)
    pause.remove()
    if (line.textContent === wishes.live) line.remove()
  }
}

/** Of the same part before and after: where it stands and what it says, but for the numbers in that. */
function nameOf(element: Element): string {
  const text = (element.querySelector('summary') ?? element).textContent ?? ''
  const address = element.getAttribute('href') ?? text.replace(/\d+/g, '')
  return `${element.closest('[id]')?.id} ${element.tagName} ${address}`
}

/** Somebody writes or has written something into it, or marks a text. */
function isInUse(main: Element): boolean {
  if (main.querySelector('form :focus')) return true
  for (const field of main.querySelectorAll('input')) {
    if (field.value !== field.defaultValue || field.checked !== field.defaultChecked) return true
  }
  const selection = getSelection()
  return selection !== null && !selection.isCollapsed && selection.containsNode(main, true)
}

/** https://wicg.github.io/savedata/ (read 2026-11-29) */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  return connection?.saveData === true || matchMedia('(prefers-reduced-data: reduce)').matches
}

type Policy = { createHTML(text: string): string }
type Factory = { createPolicy(name: string, rules: Policy): Policy }

/** The page's policy lets HTML be parsed under this name alone; parsed only, its scripts never run. */
const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('waymark', {
  createHTML: text => text,
})

const parse = (text: string): Document =>
  new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html')
