// The `waymark` command: a table of contents. A command that fails says so in one line and sets the
// exit code: 1 when something is wrong, 2 when an input cannot be read.
import { Command } from 'commander'
import { checkCommand } from './check.ts'
import { inspectCommand } from './inspect.ts'

export const program = (): Command =>
  new Command('waymark')
    .description('Order tracking on your own Cloudflare account.')
    .addCommand(checkCommand())
    .addCommand(inspectCommand())
