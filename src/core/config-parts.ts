// The small pieces a merchant's config is made of, each with its own words for what is wrong.
import * as z from 'zod'

export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'use lower-case letters, digits and dashes, at most 40')

export const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "write a colour as '#1f6f78', with quotes")

export const httpsUrl = z.url({
  protocol: /^https$/,
  hostname: z.regexes.domain,
  error: 'must be a https:// address',
})

export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line of plain text')

export const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).min(1)]).transform(value => (Array.isArray(value) ? value : [value]))

/** A postcode, or a range of them. */
export const postcodes = line(20).regex(
  /^[0-9A-Za-z ]+(-[0-9A-Za-z ]+)?$/,
  "write a postcode or a range '2000-2234'",
)

export const country = z.string().regex(/^[A-Z]{2}$/, 'write a country as AU')
