// `waymark feedback`: what shoppers say of deliveries, by carrier and service.
import { Command } from 'commander'
import { Feedback } from './answers.ts'
import { call, say, show, type Target, withTarget } from './client.ts'

export const feedbackCommand = (): Command =>
  withTarget(new Command('feedback'))
    .description('what shoppers say of the deliveries of the last two months')
    .action(async (target: Target) => {
      const found = await call(target, { method: 'GET', path: '/feedback' }, Feedback)
      show(found, ({ deliveries }) => {
        if (deliveries.length === 0) say('No parcel has arrived in the last two months.')
        for (const { carrier, service, delivered, answered, share, between } of deliveries) {
          const of = [carrier, service].filter(Boolean).join(', ')
          const said =
            share === null || between === null
              ? 'nobody answered'
              : `${answered} answered, ${percent(share)} good (19 times of 20 between ${percent(between.from)} and ${percent(between.to)})`
          say(`${of}  ${delivered} delivered, ${said}`)
        }
      })
    })

const percent = (share: number): string => `${Math.round(share * 100)} %`
