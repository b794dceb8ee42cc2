/** @jsxImportSource react */
// Nobody was home: what happens next comes before everything else.
// Its words are in words.ts.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Help, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function DeliveryAttempted({ view }: { view: View }) {
  const block = { template: 'delivery_attempted', view } as const
  return (
    <Layout {...block}>
      <Headline {...block} />
      <Progress {...block} />
      <Help {...block} />
      <Action {...block} />
      <Details {...block} />
      <Items {...block} />
    </Layout>
  )
}
