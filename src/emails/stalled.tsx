/** @jsxImportSource react */
// Nobody has scanned it for long: what is known, and that the merchant is there to ask.
// Its words are in core/words/.
import { Layout } from './layout.tsx'
import { Action, Details, Headline, Help, Items, Progress } from './parts.tsx'
import type { View } from './view.ts'

export function Stalled({ view }: { view: View }) {
  const block = { template: 'stalled', view } as const
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
