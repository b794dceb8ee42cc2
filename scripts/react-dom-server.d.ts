// react-dom brings no types, and @types/react-dom would be a package for one function.
declare module 'react-dom/server' {
  import type { ReactNode } from 'react'
  export function renderToStaticMarkup(node: ReactNode): string
}
