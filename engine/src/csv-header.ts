import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createGunzip } from 'node:zlib'
import { DatasetError, datasetProblem } from './dataset-error.ts'

/** The first line of a CSV file: it alone says how the lines below are divided. */
export type CsvHeader = { delimiter: string; names: string[] }

const delimiters = [',', ';', '\t', '|']
const longestHeader = 4 * 1024 * 1024

/**
 * Names and delimiter of a CSV file. A guess from the lines below would hide a ragged one: it
 * would be taken for another dialect, or the header for a line to skip.
 */
export async function readCsvHeader(path: string, compressed: boolean): Promise<CsvHeader> {
  const line = firstRecord(await firstBytes(path, compressed), basename(path))
  const outside = line.replaceAll(/"(?:[^"]|"")*"/g, '')
  const counts = delimiters.map((delimiter) => outside.split(delimiter).length)
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))]!
  return { delimiter, names: distinctNames(fields(line, delimiter)) }
}

function fields(line: string, delimiter: string): string[] {
  const found: string[] = ['']
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!
    if (character === '"') {
      if (quoted && line[i + 1] === '"') found[found.length - 1] += line[++i]!
      else quoted = !quoted
    } else if (character === delimiter && !quoted) found.push('')
    else found[found.length - 1] += character
  }
  return found
}

/** A nameless column goes by its place, the second of a name by a number behind it. */
function distinctNames(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map((given, place) => {
    const name = given.trim() || `column${place}`
    let distinct = name
    for (let i = 1; seen.has(distinct.toLowerCase()); i++) distinct = `${name}_${i}`
    seen.add(distinct.toLowerCase())
    return distinct
  })
}

function firstRecord(bytes: Buffer, name: string): string {
  let quoted = false
  let end = 0
  for (; end < bytes.length; end++) {
    const byte = bytes[end]
    if (byte === 0x22) quoted = !quoted
    else if (!quoted && (byte === 0x0a || byte === 0x0d)) break
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end))
  } catch {
    const message = `The header of ${name} is not UTF-8.`
    throw new DatasetError([datasetProblem('not-utf-8', message, 'Save the file as UTF-8.')])
  }
}

async function firstBytes(path: string, compressed: boolean): Promise<Buffer> {
  const file = createReadStream(path)
  const stream = compressed ? file.pipe(createGunzip()) : file
  file.on('error', (error) => stream.destroy(error))
  const parts: Buffer[] = []
  let length = 0
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part)
      length += part.length
      if (part.includes(0x0a) || part.includes(0x0d) || length > longestHeader) break
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const message = `${basename(path)} cannot be unpacked: ${why}.`
    const remedy = 'Copy or upload the whole file again.'
    throw new DatasetError([datasetProblem('truncated-file', message, remedy)])
  } finally {
    file.destroy()
  }
  return Buffer.concat(parts)
}
