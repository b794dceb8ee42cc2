// workerd and Node bring their own Intl data: what they write must not differ between the two.
import { expect, it } from 'vitest'
import { zoneOf } from '../../src/core/places.ts'
import { formatDateTime, startOfDay } from '../../src/core/time.ts'

it('writes and counts in the Worker as in Node', () => {
  const zone = zoneOf({ country: 'AU', state: 'NSW', postcode: '2898' }, 'UTC')
  expect(formatDateTime(Date.parse('2026-11-24T03:05:00Z'), 'Australia/Sydney')).toBe(
    'Tuesday 24 November, 2:05 pm',
  )
  expect(startOfDay('2026-10-05', zone)).toBe(Date.parse('2026-10-05T00:00:00+11:00'))
})
