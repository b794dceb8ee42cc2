// What commands read from files. A file that cannot be read is told in one line.
import { readFileSync } from 'node:fs'
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
