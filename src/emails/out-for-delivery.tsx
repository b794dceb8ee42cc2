/** @jsxImportSource react */
// The parcel is with the driver: be home, or see what else can be done.
// Its words are in core/words/.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function OutForDelivery({ view }: { view: View }) {
  const block = { template: 'out_for_delivery', view } as const
  return (
    <Layout view={view}>
      <Headline view={view} />
      <Progress {...block} />
      <Action view={view} />
      <Details {...block} />
      <Items view={view} />
    </Layout>
  )
}
