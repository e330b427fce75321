import {
  frameworkFields,
  mappingColumns,
  meant,
  neededFields,
  requirementColumns,
  splitLines,
  splitList,
} from './framework-fields.ts'
import type { FrameworkField, MappingColumn, RequirementColumn } from './framework-fields.ts'
import { nowhere } from './framework-sheet.ts'
import type { FilePlace, FileProblem, Sheet } from './framework-sheet.ts'
import type { FrameworkDraft } from './own-framework.ts'
import { mergedProblems, quoted, readTable } from './sheet-table.ts'
import type { Table, TableRow } from './sheet-table.ts'

export type FrameworkTable =
  | { ok: true; draft: FrameworkDraft }
  | { ok: false; problems: FileProblem[] }

/** What is said beside the file; a sheet Framework comes first. */
export type GivenFields = Partial<Record<FrameworkField, string>>

/**
 * Reads a framework from a spreadsheet: a sheet Framework of names and values, a sheet Requirements of
 * one row each, and a sheet Mappings where there are any. A file of one sheet, such as CSV, is its
 * requirements. Whether what it says can be a framework is judged by `readOwnFramework`.
 */
export function readFrameworkTable(
  sheets: readonly Sheet[],
  given: GivenFields = {},
): FrameworkTable {
  const named = (name: string) =>
    sheets.find((sheet) => sheet.name?.trim().toLowerCase() === name) ?? null
  const requirements = named('requirements') ?? (sheets.length === 1 ? sheets[0]! : null)
  if (requirements === null) {
    const remedy = 'Name the sheet with one requirement a row "Requirements".'
    const message = `There is no sheet Requirements, but ${sheets.map(({ name }) => name).join(', ')}.`
    return { ok: false, problems: [{ ...nowhere, message, remedy }] }
  }
  const [about, mapped] = [named('framework'), named('mappings')]
  const head = readHead(about, given)
  const table = readTable(requirements, requirementColumns, ['id', 'title'])
  const mappings = mapped === null ? null : readTable(mapped, mappingColumns, mappingColumns)
  const entries = table.rows.map((row) => requirementOf(row, table))
  const problems = [
    ...head.problems,
    ...table.problems,
    ...(mappings?.problems ?? []),
    ...entries.flatMap((entry) => entry.problems),
  ]
  if (problems.length === 0 && entries.length === 0) {
    const remedy = 'Add a row for each requirement.'
    problems.push({ ...nowhere, sheet: requirements.name, message: 'It has no row.', remedy })
  }
  if (problems.length > 0) return { ok: false, problems }
  const others = sheets.filter((sheet) => ![requirements, about, mapped].includes(sheet))
  const prefixed = prefixer(head.fields.id ?? '')
  const content = {
    ...headContent(head.fields),
    requirements: entries.map(({ entry: { id, parent, ...entry } }) => ({
      ...{ id: prefixed.put(id), ...entry },
      ...(parent === undefined ? {} : { parent: prefixed.put(parent) }),
    })),
    ...(mappings === null
      ? {}
      : { mappings: mappings.rows.map((row) => mappingOf(row, prefixed)) }),
  }
  return {
    ok: true,
    draft: {
      content,
      placeOf: placer(head.places, table, mappings),
      warnings: [
        ...prefixed.warnings(),
        ...numberWarnings(table),
        ...others.map(({ name }) => `The sheet ${name} was not read.`),
      ],
    },
  }
}

type Head = {
  fields: GivenFields
  places: Map<string, FilePlace>
  problems: FileProblem[]
}

function readHead(sheet: Sheet | null, given: GivenFields): Head {
  const fields: GivenFields = {}
  const places = new Map<string, FilePlace>()
  const problems = sheet === null ? [] : mergedProblems(sheet.name, sheet.merged)
  for (const { row, cells } of sheet?.rows ?? []) {
    const [name, value, ...more] = [...cells]
    if (
      name === undefined ||
      (name[1].text.toLowerCase() === 'field' && row === sheet?.rows[0]?.row)
    )
      continue
    const place = { sheet: sheet!.name, row, column: value?.[0] ?? name[0] }
    const say = (message: string, remedy: string) => problems.push({ ...place, message, remedy })
    const field = meant(frameworkFields, name[1].text)
    if (field === null) {
      const remedy = `Remove it, or name it one of: ${frameworkFields.join(', ')}.`
      say(`${quoted(name[1].text)} is not known here.`, remedy)
    } else if (fields[field] !== undefined) say(`${field} is said twice.`, 'Keep one.')
    else if (more.length > 0) say(`${field} has more than one value.`, 'Keep one beside its name.')
    else if (value !== undefined) {
      fields[field] = value[1].text.trim()
      places.set(field, place)
    }
  }
  for (const field of frameworkFields) {
    const beside = given[field]?.trim()
    if (fields[field] === undefined && beside !== undefined && beside !== '') fields[field] = beside
  }
  for (const [field, example] of Object.entries(neededFields)) {
    if (fields[field as FrameworkField] !== undefined) continue
    const how = sheet === null ? 'Say it beside the file' : 'Say it in the sheet Framework'
    const message = `The ${field} of the framework is not said.`
    const remedy = `${how}, for example ${example}.`
    problems.push({ ...nowhere, sheet: sheet?.name ?? null, message, remedy })
  }
  return { fields, places, problems }
}

function headContent({ source, locator, notes, ...fields }: GivenFields) {
  const own = source === undefined ? undefined : { title: source, ...(locator ? { locator } : {}) }
  return {
    ...fields,
    ...(notes === undefined ? {} : { notes: splitLines(notes) }),
    ...(own === undefined ? {} : { sources: { own } }),
  }
}

type Entry = { id: string; parent?: string } & Record<string, unknown>

function requirementOf(
  { row, cells }: TableRow<RequirementColumn>,
  { placeOf }: Table<RequirementColumn>,
): { entry: Entry; problems: FileProblem[] } {
  const said = (column: RequirementColumn) => cells[column]?.text.trim()
  const problems: FileProblem[] = []
  const everyMonths = said('everyMonths')
  if (everyMonths !== undefined && !/^[1-9]\d{0,3}$/.test(everyMonths)) {
    const message = `${quoted(everyMonths)} is no number of months.`
    const remedy = 'Write a whole number, for example 12.'
    problems.push({ ...placeOf(row, 'everyMonths'), message, remedy })
  }
  const role = said('role')?.toLowerCase()
  const entry: Entry = {
    id: said('id') ?? '',
    ...given('title', said('title')),
    ...given('text', said('text')),
    ...(said('parent') === undefined ? {} : { parent: said('parent')! }),
    ...given('role', role),
    kind: said('kind')?.toLowerCase() ?? (role === undefined ? 'requirement' : role),
    ...given('citation', said('citation')),
    ...given('appliesTo', listed(said('appliesTo'), splitList)),
    ...given('evidence', listed(said('evidence'), splitList)),
    ...given('notes', listed(said('notes'), splitLines)),
    ...given('status', said('status')),
    ...given('deadline', said('deadline') === undefined ? undefined : { text: said('deadline') }),
    ...given('everyMonths', everyMonths === undefined ? undefined : Number(everyMonths)),
  }
  return { entry, problems }
}

const given = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })

function listed(text: string | undefined, split: (text: string) => string[]) {
  return text === undefined ? undefined : split(text)
}

function mappingOf({ cells }: TableRow<MappingColumn>, { put }: Prefixer) {
  const said = (column: MappingColumn) => cells[column]?.text.trim() ?? ''
  return {
    ...{ from: put(said('from')), to: put(said('to')) },
    relation: said('relation')
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-'),
    rationale: said('rationale'),
  }
}

type Prefixer = ReturnType<typeof prefixer>

/** Puts the framework before ids that have none, and remembers which. */
function prefixer(framework: string) {
  const put = new Set<string>()
  return {
    put: (id: string): string => {
      if (/^[A-Z][A-Za-z0-9-]*:/.test(id)) return id
      put.add(id)
      return `${framework}:${id}`
    },
    warnings: (): string[] => {
      const [first] = put
      if (first === undefined) return []
      const others = put.size === 1 ? '' : ` and ${put.size - 1} more`
      return [`${framework}: was put before ids without a prefix: ${first}${others}.`]
    },
  }
}

/** 4.10 typed into a cell of numbers is 4.1 in the file: nobody can see that afterwards. */
function numberWarnings({ rows, placeOf }: Table<RequirementColumn>): string[] {
  const found = rows.filter(({ cells }) => cells.id?.isNumber && cells.id.text.includes('.'))
  const [first] = found
  if (first === undefined) return []
  const { column } = placeOf(first.row, 'id')
  const others = found.length === 1 ? '' : ` and ${found.length - 1} more`
  return [
    `Ids are numbers in the file (${column}${first.row}${others}), so that 4.10 is 4.1: ` +
      'where that is wrong, make the column text.',
  ]
}

function placer(
  heads: ReadonlyMap<string, FilePlace>,
  table: Table<RequirementColumn>,
  mappings: Table<MappingColumn> | null,
) {
  return ([part, at, field]: readonly PropertyKey[]): FilePlace => {
    const of = part === 'requirements' ? table : part === 'mappings' ? mappings : null
    const row = of?.rows[Number(at)]
    if (row !== undefined) return of!.placeOf(row.row, String(field))
    return heads.get(String(part)) ?? nowhere
  }
}
