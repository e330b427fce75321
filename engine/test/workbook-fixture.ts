import { crc32, deflateRawSync } from 'node:zlib'

/** What a test says of a cell: a text, a number, a day, a formula, an error, or a part of XML. */
export type FixtureCell =
  | string
  | number
  | { day: number }
  | { formula: string }
  | { error: string }
  | null

export type FixtureSheet = {
  rows: readonly (readonly FixtureCell[])[]
  merged?: readonly string[]
}

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A small workbook as bytes. `prefix` puts every element of it into a namespace by a prefix. */
export function workbookOf(
  sheets: Record<string, FixtureSheet>,
  { more = {} }: { more?: Record<string, string | Buffer> } = {},
): Buffer {
  const names = Object.keys(sheets)
  const strings: string[] = []
  const parts = Object.entries(sheets).map(([, sheet], at) => [
    `xl/worksheets/sheet${at + 1}.xml`,
    sheetXml(sheet, strings),
  ])
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  return zipped({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships xmlns="${relationships}">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names
      .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relationships}">${names
      .map((_, at) => relation(`s${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('y', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(parts),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings
      .map(
        (text) => `<si><r><t xml:space="preserve">${escaped(text)}</t></r><rPh><t>x</t></rPh></si>`,
      )
      .join('')}</sst>`,
    ...more,
  })
}

function sheetXml({ rows, merged = [] }: FixtureSheet, strings: string[]): string {
  const body = rows.map((cells, row) => {
    const xml = cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`, strings))
    return `<row r="${row + 1}">${xml.join('')}</row>`
  })
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join('')
  const merges = ranges === '' ? '' : `<mergeCells>${ranges}</mergeCells>`
  return `<worksheet xmlns="${main}"><sheetData>${body.join('')}</sheetData>${merges}</worksheet>`
}

function cellXml(cell: FixtureCell, reference: string, strings: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    strings.push(cell)
    return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`
  }
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if ('day' in cell) return `<c r="${reference}" s="1"><v>${cell.day}</v></c>`
  if ('error' in cell) return `<c r="${reference}" t="e"><v>${cell.error}</v></c>`
  return `<c r="${reference}"><f>${escaped(cell.formula)}</f><v>1</v></c>`
}

const letters = (column: number) => String.fromCharCode(65 + column)

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A ZIP archive with deflated files. */
export function zipped(files: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const nameBytes = Buffer.from(name)
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(nameBytes.length, 22)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    common.copy(central, 6)
    central.writeUInt32LE(offset, 42)
    const start = Buffer.alloc(4)
    start.writeUInt32LE(0x04034b50, 0)
    parts.push(start, common, nameBytes, packed)
    directory.push(central, nameBytes)
    offset += 30 + nameBytes.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 8)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

export const frameworkRows = (more: Record<string, FixtureCell> = {}): FixtureCell[][] =>
  Object.entries({
    ...{ id: 'ACME', title: 'AI policy of Acme', release: '2026.11.0' },
    ...{ about: 'What our policy asks.', ...more },
  }).map(([field, value]) => [field, value])

/** A framework of three requirements as a workbook; `change` may spoil it. */
export function acmeWorkbook(
  change: (sheets: Record<string, FixtureSheet>) => void = () => undefined,
): Buffer {
  const sheets: Record<string, FixtureSheet> = {
    Framework: { rows: frameworkRows() },
    Requirements: {
      rows: [
        ['id', 'title', 'parent', 'role', 'text', 'evidence', 'every months'],
        ['1', 'Governance', null, 'heading'],
        ['1.1', 'A committee decides', '1', null, 'It meets.', 'Minutes; Charter', 12],
        ['ACME:1.2', 'Staff is trained', '1'],
      ],
    },
  }
  change(sheets)
  return workbookOf(sheets)
}
