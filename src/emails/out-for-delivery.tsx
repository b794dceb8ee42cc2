/** @jsxImportSource react */
// The parcel is with the driver: be home, or see what else can be done.
// Its words are in words.ts.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function OutForDelivery({ view }: { view: View }) {
  const block = { template: 'out_for_delivery', view } as const
  return (
    <Layout {...block}>
      <Headline {...block} />
      <Progress {...block} />
      <Action {...block} />
      <Details {...block} />
      <Items {...block} />
    </Layout>
  )
}
