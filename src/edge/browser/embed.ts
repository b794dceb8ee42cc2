// `<waymark-tracking>`: the tracking page inside a merchant's own website, in a frame as high as the page. The
// order's link key comes from the attribute `token`, or from the website's own address
// (`#waymark=<token>`); without one the merchant's front page is shown. See docs/embedding.md.

const { src } = (document.currentScript as HTMLScriptElement | null) ?? { src: '' }

class WaymarkTracking extends HTMLElement {
  static readonly observedAttributes = ['host', 'token', 'lang']
  private readonly frame = document.createElement('iframe')
  private origin = ''

  connectedCallback(): void {
    const { frame } = this
    frame.title = this.getAttribute('aria-label') ?? 'Parcel tracking'
    frame.loading = 'lazy'
    frame.referrerPolicy = 'no-referrer'
    frame.allow = 'clipboard-write'
    // Through the object model: a website's policy may forbid style attributes. The height is a guess until
    // the page tells its own.
    Object.assign(frame.style, { display: 'block', width: '100%', height: '40rem', border: '0' })
    frame.addEventListener('load', this.ask)
    addEventListener('message', this.take)
    addEventListener('hashchange', this.show)
    this.show()
    this.replaceChildren(frame)
  }

  disconnectedCallback(): void {
    this.frame.removeEventListener('load', this.ask)
    removeEventListener('message', this.take)
    removeEventListener('hashchange', this.show)
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.show()
  }

  private readonly show = (): void => {
    const host = this.getAttribute('host') ?? new URL(src).origin
    const { origin } = new URL(host.includes('://') ? host : `https://${host}`)
    this.origin = origin
    const token = this.getAttribute('token') ?? tokenInAddress()
    const path = token && isToken(token) ? ['t', token, this.lang].filter(Boolean).join('/') : ''
    const address = `${origin}/${path}`
    if (this.frame.src !== address) this.frame.src = address
  }

  /** A page tells its height to whoever has asked, and only to websites that its merchant named. */
  private readonly ask = (): void => this.frame.contentWindow?.postMessage('waymark', this.origin)

  private readonly take = ({ origin, source, data }: MessageEvent): void => {
    const height: unknown = data?.waymark
    const isOurs = origin === this.origin && source === this.frame.contentWindow
    if (isOurs && typeof height === 'number' && height > 0 && height < 50_000) {
      this.frame.style.height = `${Math.ceil(height)}px`
    }
  }
}

/** What stands behind # is told to no server: links should use that. */
function tokenInAddress(): string | null {
  const [hash, search] = [location.hash.slice(1), location.search]
  return new URLSearchParams(hash).get('waymark') ?? new URLSearchParams(search).get('waymark')
}

const isToken = (text: string): boolean => /^[0-9a-z]{26}$/i.test(text)

if (!customElements.get('waymark-tracking')) {
  customElements.define('waymark-tracking', WaymarkTracking)
}
