// `waymark attention`: the parcels that need a person, why, and what to do next.
import { Command } from 'commander'
import { Attention } from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'

export const attentionCommand = (): Command =>
  withTarget(new Command('attention'))
    .description('parcels of the last two months that need a person, the newest orders first')
    .action(async (target: Target) => {
      const found = await call(target, { method: 'GET', path: '/attention' }, Attention)
      show(found, ({ parcels }) => {
        if (parcels.length === 0) say('No parcel needs anybody.')
        for (const { order, carrier, trackingNumber, heardAt, reasons } of parcels) {
          const heard = heardAt ? `last heard of ${heardAt.slice(0, 10)}` : 'never heard of'
          say(`${order}  ${carrier} ${trackingNumber}, ${heard}`)
          for (const { why, next } of reasons) say(`  ${why} ${next}`)
        }
      })
    })
