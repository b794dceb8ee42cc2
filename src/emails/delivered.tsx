/** @jsxImportSource react */
// The parcel has arrived: when and where it was left, and what to do if it cannot be found.
// Its words are in core/words/.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Help, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function Delivered({ view }: { view: View }) {
  const block = { template: 'delivered', view } as const
  return (
    <Layout view={view}>
      <Headline view={view} />
      <Progress {...block} />
      <Details {...block} />
      <Action view={view} />
      <Help view={view} />
      <Items view={view} />
    </Layout>
  )
}
