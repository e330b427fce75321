import { posix } from 'node:path'
import { FileRefusal } from './file-refusal.ts'
import { readXml } from './read-xml.ts'
import type { Parts } from './unpack-workbook.ts'

export type WorkbookParts = {
  sheets: { name: string; part: string }[]
  sharedStrings: string | null
  styles: string | null
  /** days count from 1904, as on old Macintoshes */
  from1904: boolean
}

const mostSheets = 50

/** Where the sheets of a workbook lie, in its own order. */
export async function workbookParts(parts: Parts): Promise<WorkbookParts> {
  refuseOthers(parts)
  const roots = await relationsOf(parts, '')
  const root = [...roots.values()].find(({ type }) => type === 'officeDocument')
  const workbook = root === undefined ? null : await parts.read(root.part)
  if (root === undefined || workbook === null) {
    throw new FileRefusal('The file is no Excel workbook.', 'Save it as XLSX.')
  }
  const relations = await relationsOf(parts, root.part)
  const sheets: WorkbookParts['sheets'] = []
  let from1904 = false
  await readXml(root.part, workbook, {
    start: ({ name, attributes }) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '')
      if (name !== 'sheet') return
      const relation = relations.get(attributes.get('id') ?? '')
      // Sheets that are charts have no cells.
      if (relation?.type !== 'worksheet') return
      sheets.push({ name: attributes.get('name') ?? '', part: relation.part })
    },
  })
  if (sheets.length > mostSheets) {
    throw new FileRefusal(
      `The workbook has ${sheets.length} sheets.`,
      `Keep ${mostSheets} at most.`,
    )
  }
  const partOf = (type: string) =>
    [...relations.values()].find((each) => each.type === type)?.part ?? null
  return { sheets, sharedStrings: partOf('sharedStrings'), styles: partOf('styles'), from1904 }
}

function refuseOthers({ names }: Parts): void {
  const macros = [...names].find((name) => /vbaProject\.bin$|\/macrosheets\//i.test(name))
  if (macros !== undefined) {
    throw new FileRefusal(
      `The workbook carries macros (${macros}).`,
      'Save it without them, as XLSX.',
    )
  }
}

type Relation = { type: string; part: string }

/** The relations of a part by their ids; the last word of a type says what it is. */
async function relationsOf(parts: Parts, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const name = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const xml = await parts.read(name)
  const found = new Map<string, Relation>()
  if (xml === null) return found
  await readXml(name, xml, {
    start: ({ name: element, attributes }) => {
      if (element !== 'Relationship' || attributes.get('TargetMode') === 'External') return
      const target = attributes.get('Target') ?? ''
      const to = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
      const type = (attributes.get('Type') ?? '').split('/').at(-1)!
      found.set(attributes.get('Id') ?? '', { type, part: to })
    },
  })
  return found
}
