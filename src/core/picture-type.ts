// What a picture is, by its own first bytes: what its sender calls it counts for nothing. SVG is a document
// that can hold scripts and is none of these.
// https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm and, for AVIF's brands,
// https://aomediacodec.github.io/av1-avif/ (read 2026-11-29)

/** Written as Latin-1; `.` is any byte. */
const SIGNATURES: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n.\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF.{4}WEBPVP/s],
  ['image/avif', /^.{4}ftypavi[fs]/s],
]

/** `image/png`, `image/jpeg`, `image/gif`, `image/webp` or `image/avif`; null: no picture that we show. */
export function pictureType(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 16))
  return SIGNATURES.find(([, signature]) => signature.test(start))?.[0] ?? null
}
