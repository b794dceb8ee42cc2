/** @jsxImportSource react */
// The parcel has arrived: when and where it was left, and what to do if it cannot be found.
// Its words are in words.ts.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Help, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function Delivered({ view }: { view: View }) {
  const block = { template: 'delivered', view } as const
  return (
    <Layout {...block}>
      <Headline {...block} />
      <Progress {...block} />
      <Details {...block} />
      <Action {...block} />
      <Help {...block} />
      <Items {...block} />
    </Layout>
  )
}
