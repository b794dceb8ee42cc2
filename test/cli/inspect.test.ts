import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from './run.ts'

const { payload, expected } = JSON.parse(
  readFileSync('test/fixtures/platforms/shopify/plain.json', 'utf8'),
)

function fileOf(text: string): string {
  const file = join(tmpdir(), `waymark-inspect-${process.pid}.json`)
  writeFileSync(file, text)
  return file
}

describe('waymark inspect platform', () => {
  it('prints our orders of a shop’s own JSON, with instants as people read them', async () => {
    const file = fileOf(JSON.stringify(payload))
    const { code, out } = await run(['inspect', 'platform', 'shopify', file])
    expect([code, JSON.parse(out)]).toEqual([0, { orders: expected, problems: [] }])
  })

  it('says of a webhook’s body which orders it is about', async () => {
    const { body } = JSON.parse(
      readFileSync('test/fixtures/platforms/bigcommerce/hooks/order-created.json', 'utf8'),
    )
    const { code, out } = await run(['inspect', 'platform', 'bigcommerce', fileOf(body)])
    expect([code, JSON.parse(out)]).toEqual([0, { webhookAbout: ['118'] }])
  })

  it.each([
    ['an order that is none', 'shopify', '{"secret":"Robin"}', /^Shopify cannot read this: /],
    ['no JSON', 'shopify', '<html>', /^The file is not JSON\.$/],
    ['a platform nobody knows', 'constructor', '{}', /^constructor: no such platform\. Known: /],
  ])('says of %s in one line why it cannot, with exit code 2', async (_, id, text, line) => {
    const { code, out, err } = await run(['inspect', 'platform', id, fileOf(text)])
    expect([code, out]).toEqual([2, ''])
    expect(err.trimEnd()).toMatch(line)
    expect(err).not.toMatch(/Robin|\n./)
  })
})
