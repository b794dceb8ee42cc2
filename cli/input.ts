// What commands read: files, and secrets that must not stand in a command line, where the shell's
// history and every other user's process list would show them.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { err, ok, type Result } from '../src/core/result.ts'

/** A file's text; the problem is one line. */
export function readText(file: string): Result<string, string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch {
    return err(`${file}: cannot be read. Is the path right?`)
  }
}

export function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text))
  } catch {
    return err('The file is not JSON.')
  }
}

/** From a pipe, without the line's end; from a person, without showing it. Null when none is given. */
export async function readSecret(question: string): Promise<string | null> {
  const secret = process.stdin.isTTY ? await askHidden(question) : await readStdin()
  return secret || null
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/** Readline puts the terminal into raw mode, so it echoes only to an output that swallows it. */
function askHidden(question: string): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  process.stderr.write(`${question} `)
  return new Promise(resolve => {
    lines.once('line', line => {
      resolve(line)
      lines.close()
    })
    lines.once('close', () => {
      process.stderr.write('\n')
      resolve(null) // Ctrl+C and Ctrl+D, which close before a line
    })
  })
}
