// The `waymark` command: a table of contents.
import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { inspectCommand } from './inspect.ts'

await new Command('waymark')
  .description('Order tracking on your own Cloudflare account.')
  .addCommand(checkCommand())
  .addCommand(inspectCommand())
  .parseAsync()
