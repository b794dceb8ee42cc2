// Runs before `npm start`, `npm test` and `npm run check`: installs exactly what is locked when
// node_modules is missing or older than the lock. Plain JavaScript: it runs on the host's own Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const STAMP = 'node_modules/.waymark-lock'
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== lock) {
  console.log('Installing what package-lock.json names (once, about half a minute) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('npm ci failed: see above. Is the package registry within reach?')
    process.exit(status ?? 1)
  }
  writeFileSync(STAMP, lock)
}
