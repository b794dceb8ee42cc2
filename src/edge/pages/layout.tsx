// The frame of every page: one document, one inline sheet, and nothing to fetch before it can be read.
import type { Words } from '../../core/words.ts'
import { type Child, document, raw } from '../jsx-runtime.ts'
import type { Style } from './style.ts'

type Props = {
  readonly words: Pick<Words, 'locale' | 'dir'>
  readonly title: string
  readonly style: Style
  /** What else the head holds. */
  readonly head?: Child
  readonly children?: Child
}

export const Layout = ({ words, title, style, head, children }: Props) =>
  document(
    <html lang={words.locale} dir={words.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content={style.tops[0]} media="(prefers-color-scheme:light)" />
        <meta name="theme-color" content={style.tops[1]} media="(prefers-color-scheme:dark)" />
        {/* A phone would turn tracking numbers into calls. */}
        <meta name="format-detection" content="telephone=no,date=no,address=no" />
        <title>{title}</title>
        <link rel="icon" href={icon(style)} />
        {head}
        <style>{raw(style.css)}</style>
      </head>
      <body>{children}</body>
    </html>,
  )

/** The tab's icon is part of the document, so that no browser asks for another file. */
const icon = ({ palette }: Style): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${palette.brand}"/><path d="M7 12l9-5 9 5v9l-9 5-9-5zm0 0l9 5 9-5m-9 5v9" fill="none" stroke="${palette.onBrand}" stroke-width="2" stroke-linejoin="round"/></svg>`,
  )}`
