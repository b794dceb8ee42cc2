// Rewrites package-lock.json so that `npm ci` works for everybody:
// - no download addresses, so that each machine asks its own registry;
// - an entry for every platform's optional binary, also those the registry of the machine that
//   made the lock did not offer (npm leaves them out, and `npm ci` then refuses the lock).
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { stdio: 'inherit' })
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const packages = lock.packages

for (const entry of Object.values(packages)) delete entry.resolved
for (const owner of Object.values(packages)) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`
    if (packages[path] || !/^\d/.test(version)) continue
    packages[path] = {
      version,
      ...platformOf(name),
      ...(owner.dev && { dev: true }),
      optional: true,
    }
    console.log(`added ${name}@${version}`)
  }
}

lock.packages = Object.fromEntries(
  Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)

/** `cli-linux-arm64-musl` → { os: ['linux'], cpu: ['arm64'], libc: ['musl'] } */
function platformOf(name) {
  const os = /android|darwin|freebsd|linux|netbsd|openbsd|sunos|win(?=32|dows)/.exec(name)?.[0]
  const cpu = /arm64|arm|ia32|ppc64|riscv64|s390x|x64|64/.exec(name)?.[0]
  return {
    ...(os && { os: [os === 'win' ? 'win32' : os] }),
    ...(cpu && { cpu: [cpu === '64' ? 'x64' : cpu] }),
    ...(name.endsWith('-musl') && { libc: ['musl'] }),
  }
}
