// The page's height, for the website that shows it in a frame: told only to those that the merchant named,
// once they have asked, and again whenever it changes. The other side is embed.ts.

export function tellHeight(websites: readonly string[]): void {
  let asked: string | null = null
  const tell = () => {
    const waymark = document.documentElement.offsetHeight
    if (asked) window.parent.postMessage({ waymark }, asked)
  }
  window.addEventListener('message', ({ origin, source, data }) => {
    if (source !== window.parent || data !== 'waymark' || !websites.includes(origin)) return
    asked = origin
    tell()
  })
  new ResizeObserver(tell).observe(document.documentElement)
}
