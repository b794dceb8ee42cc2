// The tests that need a real browser, apart from `npm test` because not every machine has one.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 30_000,
    reporters: ['default', './test/closing-line.ts'],
  },
})
