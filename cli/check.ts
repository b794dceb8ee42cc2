// `waymark check`: says whether a merchant's config is right, and of a wrong one everything that is.
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { faultLine, readConfig } from './config-file.ts'

export function checkCommand(): Command {
  return new Command('check')
    .argument('<file>', "a merchant's YAML file")
    .description('check a config file and name every fault in it')
    .action((file: string) => {
      const text = readText(file)
      if (text === null) {
        console.error(`${file}: cannot be read. Is the path right?`)
        process.exitCode = 2
        return
      }
      const config = readConfig(text)
      if (config.ok) {
        const { merchant, rules, connections } = config.value
        console.log(
          `${file} is right: ${merchant}, with ${rules.length} courier rules and ${connections.length} connections.`,
        )
        return
      }
      for (const fault of config.problem) console.error(faultLine(file, fault))
      process.exitCode = 1
    })
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
