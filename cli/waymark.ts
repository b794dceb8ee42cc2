// The `waymark` command: a table of contents.
import { Command } from 'commander'
import { inspectCommand } from './inspect.ts'

await new Command('waymark')
  .description('Order tracking on your own Cloudflare account.')
  .addCommand(inspectCommand())
  .parseAsync()
