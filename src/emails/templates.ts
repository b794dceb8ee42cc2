// Which component writes which mail. Only the build, the tests and the bench import this: what runs
// in the Worker is compiled.ts.
import type { ReactNode } from 'react'
import type { TemplateName } from '../core/message.ts'
import { Delivered } from './delivered.tsx'
import { DeliveryAttempted } from './delivery-attempted.tsx'
import { OutForDelivery } from './out-for-delivery.tsx'
import { Shipped } from './shipped.tsx'
import { Stalled } from './stalled.tsx'
import type { View } from './view.ts'

export const templates: Readonly<Record<TemplateName, (props: { view: View }) => ReactNode>> = {
  shipped: Shipped,
  out_for_delivery: OutForDelivery,
  delivered: Delivered,
  delivery_attempted: DeliveryAttempted,
  stalled: Stalled,
}
