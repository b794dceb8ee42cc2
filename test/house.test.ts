// The house rules that no type can hold: which folder may import what (the table of
// docs/decisions/001-house.md), and that an adapter's id stays in its own file and registry line.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CARRIERS } from '../src/core/carriers.ts'
import { ICONIC_DEFAULT } from '../src/core/channel.ts'

type Zone = 'core' | 'core/db' | 'emails' | 'edge' | 'sync' | 'adapter'

type Rule = {
  readonly zones: readonly Zone[]
  /** Zones of which only types may be imported. */
  readonly types?: readonly Zone[]
  readonly packages: RegExp
}

const RULES: Record<Zone, Rule> = {
  core: { zones: ['core'], packages: /^(zod(\/mini)?|libphonenumber-js(\/.*)?)$/ },
  'core/db': { zones: ['core', 'core/db'], packages: /^(zod(\/mini)?|drizzle-orm(\/.*)?)$/ },
  emails: { zones: ['emails'], types: ['core'], packages: /^(react|@react-email\/.*)$/ },
  edge: { zones: ['core', 'core/db', 'edge'], types: ['sync'], packages: /^hono(\/.*)?$/ },
  sync: {
    zones: ['core', 'core/db', 'emails', 'sync', 'adapter'],
    packages: /^(zod|hono(\/.*)?|drizzle-orm(\/.*)?|cloudflare:.*)$/,
  },
  adapter: {
    zones: ['core', 'adapter'],
    types: ['sync'],
    packages: /^(zod|resend|twilio\/lib\/.*)$/,
  },
}

/** Parts of sync that adapters are made of. */
const ADAPTER_TOOLS =
  /^src\/sync\/(http|hook|verify|context|client-credentials|exact-json|carriers\/(carrier|told)|platforms\/(platform|parcels|rows|settle-parcels)|notify\/(provider|no-render))\.ts$/
const REGISTRIES = ['src/sync/carriers', 'src/sync/platforms', 'src/sync/notify']

const files = globSync('src/**/*.{ts,tsx}').map(normalize)

const isAdapter = (file: string): boolean =>
  REGISTRIES.some(folder => file.startsWith(`${folder}/`)) && file !== `${dirname(file)}/index.ts`
    ? !ADAPTER_TOOLS.test(file)
    : REGISTRIES.some(folder => new RegExp(`^${folder}/[^/]+/index\\.ts$`).test(file))

function zoneOf(file: string): Zone {
  if (isAdapter(file)) return 'adapter'
  if (file.startsWith('src/core/db/')) return 'core/db'
  const [, folder] = file.split('/')
  if (folder === 'core' || folder === 'emails' || folder === 'edge' || folder === 'sync') {
    return folder
  }
  throw new Error(`${file} is in no zone of the house`)
}

/** `carriers/easypost.ts` and everything below `platforms/shopify/` are one adapter each. */
const adapterOf = (file: string): string => file.split('/').slice(0, 4).join('/')

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const source = readFileSync(file, 'utf8')
  const pattern = /^(import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gm
  return [...source.matchAll(pattern)].map(match => ({
    target: match[3] ?? match[4] ?? '',
    typeOnly: match[2] !== undefined,
  }))
}

function faultsOf(file: string): string[] {
  const zone = zoneOf(file)
  const rule = RULES[zone]
  return importsOf(file).flatMap(({ target, typeOnly }) => {
    if (!target.startsWith('.')) {
      return rule.packages.test(target) ? [] : [`${file} (${zone}) imports the package ${target}`]
    }
    const imported = join(dirname(file), target)
    const into = zoneOf(imported)
    if (zone === 'adapter' && ADAPTER_TOOLS.test(imported)) return []
    if (zone === 'adapter' && into === 'adapter') {
      return adapterOf(file) === adapterOf(imported) ? [] : [`${file} imports another adapter`]
    }
    if (rule.zones.includes(into) || (typeOnly && rule.types?.includes(into))) return []
    return [`${file} (${zone}) imports ${imported} (${into})`]
  })
}

describe('the house', () => {
  it.each(['wrangler.toml', 'wrangler.sync.toml'])(
    'logs no address of a visit by %s, and each line of its own',
    file => {
      const settings = readFileSync(file, 'utf8')
      expect(settings).toMatch(
        /^\[observability\.logs\]\nenabled = true\ninvocation_logs = false\b/m,
      )
      expect(settings).toMatch(/^head_sampling_rate = 1\b/m)
    },
  )

  it('leaves it to the operator to name the deployment’s hosts, so that none of them is forgotten in silence', () => {
    expect(readFileSync('wrangler.toml', 'utf8')).toMatch(/^# OWN_HOSTS = /m)
  })

  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(20)
  })

  it('keeps its arrows pointing one way', () => {
    expect(files.flatMap(faultsOf)).toEqual([])
  })

  it('keeps each adapter’s id in its own file and its registry line', () => {
    const ids = new Map(files.filter(isAdapter).map(file => [adapterOf(file), nameOf(file)]))
    const faults = files.flatMap(file =>
      [...ids].flatMap(([adapter, id]) => {
        const own = adapterOf(file) === adapter || file === `${dirname(adapter)}/index.ts`
        // The marketplace is also a channel of every other platform's orders: that word is core's.
        const channel = zoneOf(file) === 'core' && id === ICONIC_DEFAULT.name
        // A whole word: a carrier's name in core may begin with a feed's id.
        const named = new RegExp(`(?<![\\w-])${id}(?![\\w-])`).test(codeOf(file))
        return named && !own && !channel && !isCarrierWord(file, id) ? [`${file} names ${id}`] : []
      }),
    )
    expect(faults).toEqual([])
  })
})

/**
 * Carriers are words of the business as well as feeds: what core and a feed's tables know them by, and a
 * platform's table of its own words for them.
 */
const isCarrierWord = (file: string, id: string): boolean =>
  Object.keys(CARRIERS).some(known => known === id || known.startsWith(`${id}-`)) &&
  (/^src\/core\/(carriers|tracking-number)\.ts$/.test(file) ||
    /^src\/sync\/platforms\/[^/]+\/tables\.ts$/.test(file) ||
    file.startsWith('src/sync/carriers/'))

const nameOf = (file: string): string =>
  (adapterOf(file).split('/').at(-1) ?? '').replace(/\.ts$/, '')

/**
 * Without comments and descriptions: those may name whom they like. `custom` is also a word of zod's, and
 * Magento's code for a carrier that it has no module for.
 */
const codeOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace(/\.describe\([^)]*\)/g, '')
    .replace(/(?:\bcode:|\bCARRIER_CODE =) 'custom'|\bz\.custom\b/g, '')
