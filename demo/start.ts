// `npm start`: the whole of Waymark on one machine, offline, with a world around it. `--once` runs
// the path unattended and says by its exit code whether every step was seen.
import { writeFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type Demo, PUSH, seedPast } from './acts.ts'
import { createApi } from './api.ts'
import { createBoard, STARTING } from './board.ts'
import { startClock } from './clock.ts'
import { CONNECTIONS } from './constants.ts'
import { HEAD, row, runOnce } from './once.ts'
import { type DemoServer, startServer } from './server.ts'
import { startWaymark, type Waymark } from './waymark.ts'
import { standIns } from './world/stand-ins.ts'
import { createWorld, type SellingPlatform } from './world/world.ts'

const DEFAULT_PORT = 8787

const command = new Command('npm start --')
  .description('Waymark and the demo world, on this machine. PORT moves them.')
  .option('--once', 'run the path unattended; exit 0 only if every step was seen')
  .addOption(
    new Option('--platform <id>', 'where the merchant sells')
      .choices(Object.keys(standIns))
      .default('shopify'),
  )
  .option('--json <file>', 'with --once: write the result as JSON', file => {
    if (!file) throw new InvalidArgumentError('needs a file name')
    return file
  })
  .parse()

type Options = { once?: boolean; json?: string; platform: SellingPlatform }

process.exitCode = await main(command.opts<Options>())

async function main(options: Options): Promise<number> {
  const port = readPort(process.env.PORT)
  if (port === null) return say(`PORT must be a number from 1 to 65535, not ${process.env.PORT}.`)
  const stopping: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stopping.splice(0).toReversed()) await one()
  }
  try {
    const started = await start(port, options.platform, stopping)
    if (started === 'port taken') {
      return say(`Port ${port} is taken. Try another: PORT=${port + 1} npm start`)
    }
    return options.once ? await once(started, options.json) : await stay(started)
  } finally {
    await stop()
  }
}

type Started = {
  demo: Demo
  server: DemoServer
  waymark: Waymark
  board: ReturnType<typeof createBoard>
}

/** World and server first, because Waymark reaches both; then Waymark; then the merchant. */
async function start(
  port: number,
  platform: SellingPlatform,
  stopping: (() => Promise<void>)[],
): Promise<Started | 'port taken'> {
  const clock = startClock()
  const world = createWorld(clock, { platform })
  const publicUrl = `http://127.0.0.1:${port}`
  const api = createApi(publicUrl, { shop: world.selling.connection })
  let waymark: Waymark | null = null
  const runCron = async () => waymark?.runCron()
  const demo: Demo = { world, api, publicUrl, runCron, parcels: [] }
  const board = createBoard(demo)
  let ready = false
  const server = await startServer({
    port,
    world,
    clock,
    edge: () => waymark?.edge ?? null,
    board: async () => (ready ? board.look() : STARTING),
    isBusy: () => !ready || board.isBusy(),
    push: async id => {
      if (!ready) return
      board.pushed()
      await PUSH[id]?.(demo)
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return null
    throw error
  })
  if (!server) return 'port taken'
  stopping.push(server.close)

  console.log('Starting both Workers, a database and a world around them …')
  waymark = await startWaymark(publicUrl)
  stopping.push(waymark.close)
  const hooks = await api.setUp()
  const hookOf = (name: string) => hooks[name] ?? ''
  world.starshipit.notify(hookOf(CONNECTIONS.starshipit))
  world.easypost.notify(hookOf(CONNECTIONS.easypost))
  world.resend.notify(hookOf(CONNECTIONS.email))
  ready = true
  return { demo, server, waymark, board }
}

async function once({ demo, waymark }: Started, file: string | undefined): Promise<number> {
  console.log(HEAD)
  const run = await runOnce(demo, result => console.log(row(result, columns())))
  if (file) writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`)
  const failed = run.steps.find(step => !step.ok)
  if (!failed) {
    const seconds = run.steps.reduce((sum, step) => sum + step.ms, 0) / 1000
    console.log(`\nAll ${run.steps.length} steps were seen, in ${seconds.toFixed(1)} s.`)
    return 0
  }
  for (const line of waymark.logs().slice(-20)) console.error(line)
  return say(`Not seen: ${failed.name}.`)
}

/** Readable even on a very wide terminal; a pipe has no width. */
function columns(): number {
  return Math.min(process.stdout.columns ?? 100, 120)
}

/** Opens the story and stays until Ctrl+C. */
async function stay({ demo, server, board }: Started): Promise<number> {
  seedPast(demo)
  await demo.api.connect()
  await PUSH.cron?.(demo)
  // Shops date orders to the second: one of the very second Waymark came in would count as older.
  demo.world.clock.jump(2)
  await PUSH.order?.(demo)
  await PUSH.cron?.(demo)
  const page = await firstPage(demo)
  await board.look() // so that the story has the import before anybody pushes on
  console.log(`
  Begin here     ${server.url}/
  Tracking page  ${page ?? 'see the page above'}
  Mailbox        ${server.url}/mailbox
  Phone          ${server.url}/phone
  Shop           ${server.url}/shop

  The world is invented and lives in this process: nothing leaves this machine.
  Ctrl+C stops it.`)
  await new Promise(resolve => {
    process.once('SIGINT', resolve)
    process.once('SIGTERM', resolve)
  })
  return 0
}

/** The first order's page, once the import has run; null when it does not within ten seconds. */
async function firstPage(demo: Demo): Promise<string | null> {
  const order = demo.world.selling.orders().at(-1)
  for (let i = 0; order && i < 50; i++) {
    const seen = await demo.api.order(order.name)
    if (seen) {
      return seen.trackingUrl
    }
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return null
}

function readPort(text: string | undefined): number | null {
  if (!text) return DEFAULT_PORT
  const port = Number(text)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null
}

/** One line, and the exit code of a failure. */
function say(line: string): number {
  console.error(line)
  return 1
}
