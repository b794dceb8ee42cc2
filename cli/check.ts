// `waymark check`: says whether a merchant's config is right, and of a wrong one everything that is.
import { Command } from 'commander'
import type { MerchantConfig } from '../src/core/merchant.ts'
import { faultLine, readConfig } from './config-file.ts'
import { readText } from './input.ts'

export function checkCommand(): Command {
  return new Command('check')
    .argument('<file>', "a merchant's YAML file")
    .description('check a config file and name every fault in it')
    .action((file: string) => {
      const config = checkedConfig(file)
      if (!config) return
      const { merchant, rules, connections } = config
      console.log(
        `${file} is right: ${merchant}, with ${rules.length} courier rules and ${connections.length} connections.`,
      )
    })
}

/** The config in the file; null when it is wrong, and then all of that is said and the exit code set. */
export function checkedConfig(file: string): MerchantConfig | null {
  const text = readText(file)
  if (!text.ok) {
    console.error(text.problem)
    process.exitCode = 2
    return null
  }
  const config = readConfig(text.value)
  if (config.ok) return config.value
  for (const fault of config.problem) console.error(faultLine(file, fault))
  process.exitCode = 1
  return null
}
