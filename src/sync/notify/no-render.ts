// Stands in for @react-email/render in the Worker (wrangler.sync.toml, [alias]): the mail SDK can
// render React, which we never ask for, and would bring 700 KiB of it (docs/decisions).
export function render(): never {
  throw new Error('Mails are compiled at build time: pass html and text, never react.')
}
