// News that nobody is told of, for tests that look at something else.
import type { FollowUp } from '../../src/sync/jobs/follow-up.ts'

export const quiet = (now: number): FollowUp => ({
  now,
  timeZoneOf: async () => null,
  messagesOf: async () => [],
})
