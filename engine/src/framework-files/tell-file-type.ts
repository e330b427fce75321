import { FileRefusal } from './file-refusal.ts'

export type FrameworkFileType = 'yaml' | 'csv' | 'xlsx'

const byEnding: Record<string, FrameworkFileType> = {
  yaml: 'yaml',
  yml: 'yaml',
  csv: 'csv',
  xlsx: 'xlsx',
}

const titles: Record<FrameworkFileType, string> = {
  yaml: 'YAML',
  csv: 'CSV',
  xlsx: 'an Excel workbook',
}

const elsewhere: [RegExp, string, string][] = [
  [/^(xlsm|xltm|xlam|xlsb)$/, 'It may carry macros.', 'Save it as XLSX.'],
  [/^(xls|xlt)$/, 'It comes from an old Excel.', 'Save it as XLSX.'],
  [/^(ods|numbers)$/, 'It is no Excel workbook.', 'Export it as XLSX or CSV.'],
]

/** Bytes with which other files begin, and what they are. */
const beginnings: [number[], string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document, or a workbook locked with a password'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
  [[0xff, 0xd8, 0xff], 'a picture'],
  [[0x1f, 0x8b], 'packed with gzip'],
  [[0xff, 0xfe], 'text in UTF-16'],
  [[0xfe, 0xff], 'text in UTF-16'],
]

/**
 * What a file is, by its name and its bytes: where the two disagree it is refused, because one of
 * them is wrong.
 */
export function tellFileType(fileName: string, bytes: Uint8Array): FrameworkFileType {
  const ending = /\.([^.]+)$/.exec(fileName.trim().toLowerCase())?.[1] ?? ''
  const named = byEnding[ending]
  if (named === undefined) {
    const other = elsewhere.find(([pattern]) => pattern.test(ending))
    const why = other?.[1] ?? 'A framework is read from .yaml, .csv or .xlsx.'
    const name = fileName.slice(0, 100) || 'nothing'
    throw new FileRefusal(
      `The file is named ${name}. ${why}`,
      other?.[2] ?? 'Name the file as what it is.',
    )
  }
  if (bytes.length === 0) throw new FileRefusal('The file is empty.', 'Hand over one with content.')
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip === (named === 'xlsx') && beginningOf(bytes) === null) return named
  const is = isZip ? 'a ZIP archive, as Excel workbooks are' : (beginningOf(bytes) ?? 'text')
  throw new FileRefusal(
    `The file is named as ${titles[named]}, and its content is ${is}.`,
    is.includes('password')
      ? 'Save it as XLSX without a password.'
      : is === 'text in UTF-16'
        ? 'Save it as UTF-8.'
        : 'Name it as what it is, or hand over the other file.',
  )
}

function beginningOf(bytes: Uint8Array): string | null {
  const found = beginnings.find(([start]) => start.every((byte, at) => bytes[at] === byte))
  if (found !== undefined) return found[1]
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^ï»¿/, '')
  return /^\s*<(!doctype|html|\?xml|table|svg)/i.test(head) ? 'a web page or XML' : null
}
