// `waymark inspect`: shows what an adapter makes of a payload, for people who write adapters or
// wonder about a webhook. Reads a file, prints JSON, sends nothing.
import { Command } from 'commander'
import { fold, newerEta, sortEvents } from '../src/core/fold.ts'
import { err, ok, type Result } from '../src/core/result.ts'
import {
  type Eta,
  joinEvents,
  type TrackingEvent,
  type TrackingReport,
} from '../src/core/tracking.ts'
import { carrierOf, carriers } from '../src/sync/carriers/index.ts'
import { platforms } from '../src/sync/platforms/index.ts'
import { parseJson, readText } from './input.ts'
import { inspectPlatform } from './inspect-platform.ts'

export function inspectCommand(): Command {
  const inspect = new Command('inspect').description('show what an adapter reads in a payload')
  inspect
    .command('carrier <id> <file>')
    .description(
      `a carrier's webhook or poll reply; <id> is one of ${Object.keys(carriers).join(', ')}`,
    )
    .action(printing(inspectCarrier))
  inspect
    .command('platform <id> <file>')
    .description(
      `a shop's order in its own JSON; <id> is one of ${Object.keys(platforms).join(', ')}`,
    )
    .action(printing(inspectPlatform))
  return inspect
}

/** Prints what was read, or one line and the exit code 2. */
const printing =
  (look: (id: string, text: string) => Result<object, string>) => (id: string, file: string) => {
    const input = readText(file)
    const result = input.ok ? look(id, input.value) : input
    if (result.ok) {
      console.log(JSON.stringify(result.value, null, 2))
    } else {
      console.error(result.problem)
      process.exitCode = 2
    }
  }

type CarrierInspection = {
  readonly shipments: readonly object[]
  readonly problems: readonly string[]
}

/** What the feed makes of `text`; a problem is one line that says what cannot be read and why. */
export function inspectCarrier(id: string, text: string): Result<CarrierInspection, string> {
  const carrier = carrierOf(id)
  if (!carrier) return err(`${id}: no such carrier. Known: ${Object.keys(carriers).join(', ')}.`)
  const payload = parseJson(text)
  if (!payload.ok) return payload
  const reports = carrier.read(payload.value, Date.now())
  if (!reports.ok && reports.problem.kind === 'refused') {
    return ok({ shipments: [], problems: [`${carrier.name} says: ${reports.problem.message}`] })
  }
  if (!reports.ok) return err(`${carrier.name} cannot read this: ${reports.problem.message}`)
  const parcels = byParcel(reports.value)
  return ok({
    shipments: parcels.map(parcel => shipmentOf(parcel)),
    problems: parcels.flatMap(parcel => [...unmapped(parcel), ...notFound(parcel, carrier.name)]),
  })
}

type Parcel = {
  readonly report: TrackingReport
  readonly events: TrackingEvent[]
  readonly eta: Eta | null
}

function byParcel(reports: readonly TrackingReport[]): Parcel[] {
  const parcels = new Map<string, Parcel>()
  for (const report of reports) {
    const known = parcels.get(report.trackingNumber)
    parcels.set(report.trackingNumber, {
      report: known?.report ?? report,
      events: joinEvents(known?.events ?? [], report.events),
      eta: newerEta(known?.eta ?? null, report.eta),
    })
  }
  return [...parcels.values()]
}

function shipmentOf({ report, events, eta }: Parcel): object {
  const state = fold(events, { eta })
  return {
    carrier: report.carrier,
    trackingNumber: report.trackingNumber,
    ...(report.orderNumber !== null && { orderNumber: report.orderNumber }),
    events: sortEvents(events).map(event => ({
      occurredAt: iso(event.occurredAt),
      status: event.status,
      substatus: event.substatus,
      text: event.text,
      location: event.location,
    })),
    state: {
      status: state.status,
      substatus: state.substatus,
      flags: state.flags,
      eta: etaInWords(state.eta),
      deliveredAt: state.deliveredAt === null ? null : iso(state.deliveredAt),
      signedBy: state.signedBy,
    },
  }
}

function etaInWords(eta: Eta | null): object | null {
  if (!eta) return null
  return eta.kind === 'day' ? { on: eta.on } : { from: iso(eta.from), to: iso(eta.to) }
}

function unmapped({ report, events }: Parcel): string[] {
  return events
    .filter(event => event.substatus === 'unmapped')
    .map(
      event =>
        `${report.trackingNumber}: the code "${event.code}" is in no table: it counts as unknown`,
    )
}

const notFound = ({ report }: Parcel, carrier: string): string[] =>
  report.lookupFailed === undefined
    ? []
    : [`${report.trackingNumber}: ${carrier} says: ${report.lookupFailed}`]

const iso = (instant: number): string => new Date(instant).toISOString()
