import { placeWords } from '@primum/core/frameworks/framework-sheet'
import type { FileProblem } from '@primum/core/frameworks/framework-sheet'
import { readFrameworkTable } from '@primum/core/frameworks/framework-table'
import type { FrameworkTable, GivenFields } from '@primum/core/frameworks/framework-table'
import { countWords } from '@primum/core/shared/count-words'
import { FileRefusal } from './file-refusal.ts'
import { readCsv } from './read-csv.ts'
import { readWorkbook } from './read-workbook.ts'
import { readYaml } from './read-yaml.ts'
import { tellFileType } from './tell-file-type.ts'

/** Bytes of a file of any kind; one of YAML may have less. */
export const mostFrameworkBytes = 5 * 1024 * 1024
const mostYamlBytes = 2 * 1024 * 1024

/**
 * Reads the file of a framework by its name and bytes: YAML, CSV or XLSX. `given` is what is said
 * beside a table. Never throws on a bad file: each problem has its place and what to do.
 */
export async function readFrameworkFile(
  file: { name: string; bytes: Uint8Array },
  given: GivenFields = {},
): Promise<FrameworkTable> {
  try {
    return await readByType(file, given)
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error
    const { message, remedy, place } = error
    return { ok: false, problems: [{ ...place, message, remedy }] }
  }
}

async function readByType(
  { name, bytes }: { name: string; bytes: Uint8Array },
  given: GivenFields,
): Promise<FrameworkTable> {
  const type = tellFileType(name, bytes)
  const most = type === 'yaml' ? mostYamlBytes : mostFrameworkBytes
  if (bytes.length > most) {
    const message = `The file has ${countWords(bytes.length)} bytes, and may have ${countWords(most)}.`
    throw new FileRefusal(message, 'Hand over the framework alone, or in two.')
  }
  if (type === 'yaml') return { ok: true, draft: readYaml(bytes) }
  const sheets = type === 'csv' ? [readCsv(bytes)] : await readWorkbook(bytes, isRead)
  return readFrameworkTable(sheets, given)
}

function isRead(name: string, all: readonly string[]): boolean {
  const known = ['framework', 'requirements', 'mappings']
  return all.length === 1 || known.includes(name.trim().toLowerCase())
}

/** A problem in one line: where, what, and what to do. */
export function problemWords(problem: FileProblem): string {
  const place = placeWords(problem)
  return `${place === '' ? '' : `${place}: `}${problem.message} ${problem.remedy}`
}
