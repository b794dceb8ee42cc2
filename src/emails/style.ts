// The few colours and the one typeface of our mails. The brand's own colour comes with the view.
import type { CSSProperties } from 'react'

export const INK = '#1b1f24'
export const QUIET = '#5c6670'
export const LINE = '#e4e7ea'
export const FONT =
  "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Helvetica,Arial,sans-serif"

/** Everything a client needs to know about a piece of text; its own defaults differ wildly. */
export const text = (size: number, more: CSSProperties = {}): CSSProperties => ({
  margin: 0,
  fontFamily: FONT,
  fontSize: `${size}px`,
  lineHeight: `${Math.round(size * 1.5)}px`,
  color: INK,
  wordBreak: 'break-word',
  ...more,
})
