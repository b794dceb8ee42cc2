// Where a visitor comes from, for counting only: enough to tell one household from the next, and no address
// of anybody. It goes to sync in the body of a question and is neither stored nor logged, there or here.
import type { Page } from './respond.ts'

/**
 * The first bits of the address: of IPv4 as many as are asked for, of IPv6 56, which is what a home is given
 * (https://www.rfc-editor.org/rfc/rfc6177#section-2, read 2026-11-29); with 64 each of 256 would count for
 * itself. Cloudflare sets the header, whatever the visitor wrote into it.
 */
export function networkOf({ req }: Page, ipv4Bits: 24 | 32 = 24): string {
  const address = req.header('cf-connecting-ip') ?? 'nobody'
  if (address.includes(':')) return groupsOf(address).slice(0, 4).join('').slice(0, 14)
  return address
    .split('.')
    .slice(0, ipv4Bits / 8)
    .join('.')
}

/** All eight, four digits each: `2001:db8::1` leaves out those that are nought. */
function groupsOf(address: string): string[] {
  const [front = [], back = []] = address.split('::').map(half => half.split(':').filter(Boolean))
  const left = Math.max(0, 8 - front.length - back.length)
  return [...front, ...Array<string>(left).fill('0'), ...back].map(group => group.padStart(4, '0'))
}
