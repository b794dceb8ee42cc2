// The `waymark` command, as a process. program.ts lists what it can do.
import { program } from './program.ts'

await program().parseAsync()
