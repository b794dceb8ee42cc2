// The `waymark` command: a table of contents. A command that fails says so in one line and sets the
// exit code: 1 when something is wrong, 2 when an input cannot be read.
import { Command } from 'commander'
import { applyCommand } from './apply.ts'
import { attentionCommand } from './attention.ts'
import { carriersCommand, reprojectCommand } from './carriers.ts'
import { checkCommand } from './check.ts'
import { connectCommand } from './connect.ts'
import { connectionCommand } from './connection.ts'
import { connectionsCommand } from './connections.ts'
import { deadLettersCommand } from './dead-letters.ts'
import { feedbackCommand } from './feedback.ts'
import { inspectCommand } from './inspect.ts'
import { keyCommand } from './key.ts'
import { orderCommand } from './order.ts'
import { secretCommand } from './secret.ts'

export const program = (): Command =>
  new Command('waymark')
    .description('Order tracking on your own Cloudflare account.')
    .addCommand(checkCommand())
    .addCommand(applyCommand())
    .addCommand(secretCommand())
    .addCommand(connectCommand())
    .addCommand(connectionCommand())
    .addCommand(connectionsCommand())
    .addCommand(keyCommand())
    .addCommand(orderCommand())
    .addCommand(attentionCommand())
    .addCommand(feedbackCommand())
    .addCommand(carriersCommand())
    .addCommand(reprojectCommand())
    .addCommand(deadLettersCommand())
    .addCommand(inspectCommand())
