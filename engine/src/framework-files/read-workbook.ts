import type { Sheet } from '@primum/core/frameworks/framework-sheet'
import { readWorksheet, unescaped } from './read-worksheet.ts'
import { readXml } from './read-xml.ts'
import { withParts } from './unpack-workbook.ts'
import { dateStyles } from './workbook-dates.ts'
import { workbookParts } from './workbook-parts.ts'

/**
 * The sheets of an Excel workbook (XLSX): texts as they stand, days as YYYY-MM-DD, merged ranges by
 * their names. `isWanted` says of which sheets the cells are read; of the others only the names are.
 * Formulas are refused with their address.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  isWanted: (name: string, all: readonly string[]) => boolean,
): Promise<Sheet[]> {
  return withParts(bytes, async (parts) => {
    const { sheets, sharedStrings, styles, from1904 } = await workbookParts(parts)
    const read = async (name: string | null) => (name === null ? null : parts.read(name))
    const strings = await stringsOf(await read(sharedStrings))
    const workbook = { strings, dates: await dateStyles(await read(styles)), from1904 }
    const names = sheets.map(({ name }) => name)
    const found: Sheet[] = []
    for (const { name, part } of sheets) {
      const xml = isWanted(name, names) ? await parts.read(part) : null
      found.push(
        xml === null ? { name, rows: [], merged: [] } : await readWorksheet(name, xml, workbook),
      )
    }
    return found
  })
}

/** The texts of a workbook, which its cells name by number; readings of Japanese words left out. */
async function stringsOf(xml: string | null): Promise<string[]> {
  const strings: string[] = []
  if (xml === null) return strings
  let text: string | null = null
  let inText = false
  let phonetic = false
  await readXml('sharedStrings', xml, {
    start: ({ name }) => {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = !phonetic
    },
    text: (piece) => {
      if (inText && text !== null) text += piece
    },
    end: (name) => {
      if (name === 't') inText = false
      if (name === 'rPh') phonetic = false
      if (name !== 'si') return
      strings.push(unescaped(text ?? ''))
      text = null
    },
  })
  return strings
}
