// `waymark carriers` and `waymark reproject`: what feeds said that no table understands, and reading what
// is stored once more after a table was mended.
import { Command } from 'commander'
import type { Result } from '../src/core/result.ts'
import { Reprojected, UnmappedCodes } from './answers.ts'
import { call, complain, say, show, type Target, withTarget } from './client.ts'

export function carriersCommand(): Command {
  const carriers = new Command('carriers').description('what the tracking feeds tell')
  withTarget(carriers.command('unmapped'))
    .description('codes that no table knows, the most frequent first')
    .action(async (target: Target) => {
      const found = await call(target, { method: 'GET', path: '/unmapped-codes' }, UnmappedCodes)
      show(found, ({ codes }) => {
        if (codes.length === 0) say('Every code so far was understood.')
        for (const { source, code, text, seen, lastAt } of codes) {
          say(`${seen} times  ${source}  ${code}  “${text}”  last ${lastAt.slice(0, 10)}`)
        }
      })
    })
  return carriers
}

export const reprojectCommand = (): Command =>
  withTarget(new Command('reproject'))
    .description('read the stored events by the tables of this version; nobody is told twice')
    .action(async (target: Target) => {
      let [looked, changed] = [0, 0]
      for (let next: string | null = ''; next !== null; ) {
        const page = await pageAfter(target, next)
        if (!page.ok) return complain(page.problem)
        looked += page.value.looked
        changed += page.value.changed
        next = page.value.next
        if (next !== null) say(`${looked} parcels looked at, ${changed} changed, going on …`)
      }
      say(`${looked} parcels looked at, ${changed} changed.`)
    })

const pageAfter = (target: Target, after: string): Promise<Result<Reprojected, string>> =>
  call(target, { method: 'POST', path: '/reproject', body: { after } }, Reprojected)
