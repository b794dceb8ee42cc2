import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { faultLine, readConfig } from '../../cli/config-file.ts'
import { configSchema } from '../../scripts/build-schema.ts'

const lines = (text: string): string[] => {
  const result = readConfig(text)
  return result.ok ? [] : result.problem.map(fault => faultLine('m.yaml', fault))
}

describe('a config file', () => {
  it('that is wrong is told everything at once, each with its line and column', () => {
    const faults = lines(
      [
        'merchant: demo',
        'brand:',
        '  name: Tide & Thread',
        '  colour: teal',
        'couriers:',
        '  auspost: { name: Australia Post }',
        'rules:',
        '  - name: Express',
        '    do: { courier: nobody }',
        '  - name: Empty',
        '    do: {}',
      ].join('\n'),
    )
    expect(faults).toEqual([
      "m.yaml:4:11 brand.colour: write a colour as '#1f6f78', with quotes",
      'm.yaml:9:20 rules.0.do.courier: names no courier of this file. Known: auspost.',
      'm.yaml:11:9 rules.1.do: needs at least one action',
    ])
  })

  it('that wants a daily mail needs somebody to carry it, and a time of the day', () => {
    const start = 'merchant: demo\nbrand: { name: T, colour: "#1f6f78" }\n'
    const alerts = 'alerts: { email: ops@shop.example }\n'
    expect(lines(start + alerts)).toEqual([
      'm.yaml:3:9 alerts: needs a connection of an email provider, which carries it',
    ])
    const mail = 'connections: [{ name: m, email: resend, settings: { from: a@shop.example } }]\n'
    expect(lines(start + alerts + mail)).toEqual([])
    const late = "alerts: { email: ops@shop.example, at: '25:00' }\n"
    expect(lines(start + late + mail)[0]).toContain('alerts.at: write a time')
  })

  it('says what is known when a name leads nowhere', () => {
    const faults = lines(
      'merchant: demo\nbrand: { name: T, colour: "#1f6f78" }\nrules:\n  - { name: R, do: { courier: nobody } }',
    )
    expect(faults).toEqual([
      'm.yaml:4:31 rules.0.do.courier: names no courier of this file. There are none yet.',
    ])
  })

  it('is told where it names an adapter that there is not, or settings it does not take', () => {
    const faults = lines(
      [
        'merchant: demo',
        'brand: { name: T, colour: "#1f6f78" }',
        'connections:',
        '  - name: a',
        '    platform: shopfy',
        '  - name: b',
        '    platform: shopify',
        '    settings:',
        '      clientId: d1e2m3o4c5l6i7e8n9t0',
        '      shop: https://a.myshopify.com',
        '  - name: c',
        '    email: resend',
      ].join('\n'),
    )
    expect(faults).toEqual([
      expect.stringMatching(
        /^m\.yaml:5:15 connections\.0\.platform: names no platform that there is\. Known: shopify\b/,
      ),
      expect.stringMatching(/^m\.yaml:10:13 connections\.1\.settings\.shop: /),
      expect.stringMatching(/^m\.yaml:11:5 connections\.2\.settings\.from: /),
    ])
  })

  it.each([
    ['broken YAML', 'a: [1', /^m\.yaml:1:6 /],
    ['a key twice', 'merchant: a\nmerchant: b', /^m\.yaml:2:1 Map keys must be unique/],
    ['nothing', '', /^m\.yaml:1:1 /],
    ['more than it may be', 'a'.repeat(300_000), /^m\.yaml:1:1 is longer than 256 KiB/],
    ['a bomb of aliases', `a: &a [1,1]\nb: [${'*a,'.repeat(200)}]`, /^m\.yaml:1:1 /],
  ])('that holds %s is refused in a sentence', (_, text, expected) => {
    expect(lines(text)[0]).toMatch(expected)
  })
})

describe('the published schema', () => {
  it('is what the config schema says now (npm run build writes it)', () => {
    expect(readFileSync('merchants/schema.json', 'utf8')).toBe(configSchema())
  })
})

describe.skipIf(!existsSync('merchants/demo.yaml'))('an example merchant', () => {
  it.each(globSync('merchants/{demo,examples/*}.yaml'))('is right: %s', file => {
    expect(lines(readFileSync(file, 'utf8'))).toEqual([])
  })
})
