/** What is said of a framework as a whole, in the sheet Framework or beside a CSV file. */
export const frameworkFields = [
  'id',
  'title',
  'edition',
  'release',
  'about',
  'source',
  'locator',
  'asOf',
  'confidence',
  'jurisdiction',
  'notes',
] as const

export type FrameworkField = (typeof frameworkFields)[number]

/** What has to be said, with an example. */
export const neededFields: Partial<Record<FrameworkField, string>> = {
  id: 'ACME',
  title: 'AI policy of our hospital',
  release: '2026.11.0',
  about: 'What our policy asks of every AI system.',
}

export const requirementColumns = [
  'id',
  'title',
  'text',
  'parent',
  'role',
  'kind',
  'citation',
  'appliesTo',
  'evidence',
  'everyMonths',
  'deadline',
  'status',
  'notes',
] as const

export type RequirementColumn = (typeof requirementColumns)[number]

export const mappingColumns = ['from', 'to', 'relation', 'rationale'] as const

export type MappingColumn = (typeof mappingColumns)[number]

/** `Every months` and `everymonths` both mean `everyMonths`. */
export function meant<Name extends string>(names: readonly Name[], said: string): Name | null {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z]/g, '')
  return names.find((name) => plain(name) === plain(said)) ?? null
}

/** `a; b` as two; `\;` is a semicolon inside an entry. */
export function splitList(text: string): string[] {
  const items = text.match(/(?:\\.|[^;\\]|\\$)+/gs) ?? []
  return items.map((item) => item.replaceAll(/\\(.)/gs, '$1').trim()).filter((item) => item !== '')
}

/** One entry a line, for what has semicolons of its own. */
export function splitLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
