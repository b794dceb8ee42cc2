/** @jsxImportSource react */
// The parcel has left: what to expect, and the one link to follow it.
// Its words are in core/words/.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function Shipped({ view }: { view: View }) {
  const block = { template: 'shipped', view } as const
  return (
    <Layout view={view}>
      <Headline view={view} />
      <Progress {...block} />
      <Details {...block} />
      <Action view={view} />
      <Items view={view} />
    </Layout>
  )
}
