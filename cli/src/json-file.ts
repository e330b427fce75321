import { readFile } from 'node:fs/promises'
import { UsageError } from './usage-error.ts'

/** Reads a JSON document from a file; what it must hold is for the server to judge. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`${file} cannot be read.`)
  try {
    return JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    throw new UsageError(`${file} is not JSON: ${reason}.`)
  }
}
