/** @jsxImportSource react */
// Nobody was home: what happens next comes before everything else.
// Its words are in core/words/.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Help, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function DeliveryAttempted({ view }: { view: View }) {
  const block = { template: 'delivery_attempted', view } as const
  return (
    <Layout view={view}>
      <Headline view={view} />
      <Progress {...block} />
      <Help view={view} />
      <Action view={view} />
      <Details {...block} />
      <Items view={view} />
    </Layout>
  )
}
