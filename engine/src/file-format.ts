import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { DatasetError, datasetProblem } from './dataset-error.ts'

export type FileFormat = 'parquet' | 'csv' | 'ndjson'

const endings: [RegExp, FileFormat][] = [
  [/\.parquet$/i, 'parquet'],
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.(ndjson|jsonl|json)(\.gz)?$/i, 'ndjson'],
]
const headLength = 4096

/**
 * The format of a file by what is in it. Throws a DatasetError for an empty file, one that is cut
 * off, one that is none of the three, and one whose name claims another format than it has.
 */
export async function fileFormat(
  path: string,
): Promise<{ format: FileFormat; compressed: boolean }> {
  const name = basename(path)
  const { head, tail, size } = await ends(path)
  if (size === 0) throw refuse('empty-file', `${name} is empty.`, 'Give a file with a header row.')
  const claimed = endings.find(([ending]) => ending.test(name))?.[1] ?? null
  const found = contentOf(head, claimed)
  if (claimed === 'ndjson' && found === 'csv' && head.toString('latin1').trim().startsWith('[')) {
    const message = `${name} holds one JSON list, not one JSON object a line.`
    throw refuse('format-mismatch', message, 'Write one object a line, without the brackets.')
  }
  if (found === null) {
    const kinds = 'Parquet, CSV or newline-delimited JSON'
    throw refuse('unknown-format', `${name} is not ${kinds}.`, `Save the data as ${kinds}.`)
  }
  if (claimed !== null && found !== claimed) {
    const message = `${name} is named as ${words[claimed]}, but what is in it is ${words[found]}.`
    throw refuse('format-mismatch', message, 'Rename it, or give the file that was meant.')
  }
  if (found === 'parquet' && tail !== 'PAR1') {
    const message = `${name} starts as Parquet but does not end as it: it is cut off.`
    throw refuse('truncated-file', message, 'Copy or upload the whole file again.')
  }
  return { format: found, compressed: isCompressed(head) }
}

const words: Record<FileFormat, string> = {
  parquet: 'Parquet',
  csv: 'CSV',
  ndjson: 'newline-delimited JSON',
}

function contentOf(head: Buffer, claimed: FileFormat | null): FileFormat | null {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet'
  // What a compressed text holds is not looked at: its reader will say.
  if (isCompressed(head)) return claimed === 'parquet' ? null : (claimed ?? 'csv')
  if (head.includes(0)) return null
  const text = head.toString('utf8').replace(/^\uFEFF/, '')
  const control = [...text].some((character) => character < ' ' && !'\t\r\n'.includes(character))
  if (control || text.trim() === '') return null
  return text.trimStart().startsWith('{') ? 'ndjson' : 'csv'
}

function isCompressed(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

async function ends(path: string): Promise<{ head: Buffer; tail: string; size: number }> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    const message = `${path} cannot be read (${error.code ?? error.message}).`
    throw refuse('unreadable-file', message, 'Check the path and who may read it.')
  })
  try {
    const status = await file.stat()
    if (!status.isFile()) {
      throw refuse('unreadable-file', `${path} is no file.`, 'Give the path of a file.')
    }
    const { size } = status
    const head = Buffer.alloc(Math.min(headLength, size))
    await file.read(head, 0, head.length, 0)
    const tail = Buffer.alloc(Math.min(4, size))
    await file.read(tail, 0, tail.length, Math.max(0, size - 4))
    return { head, tail: tail.toString('latin1'), size }
  } finally {
    await file.close()
  }
}

function refuse(code: string, message: string, remedy: string): DatasetError {
  return new DatasetError([datasetProblem(code, message, remedy)])
}
