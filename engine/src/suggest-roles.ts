import type { DatasetDescription, DescribedColumn } from './describe-dataset.ts'

export const columnRoleNames = [
  'score',
  'label',
  'time',
  'eventTime',
  'encounter',
  'patient',
  'groups',
  'features',
] as const
export type ColumnRoleName = (typeof columnRoleNames)[number]

/** A guess for a person to confirm, and what it rests on. */
export type RoleSuggestion = { column: string; role: ColumnRoleName; reason: string }

/** Names by which the field calls a role; the first of a list is the best known. */
const names: [ColumnRoleName, RegExp][] = [
  ['eventTime', /(event|outcome|onset|death|readmi\w*)_?(time|date|at|dt)/],
  ['patient', /^(patient|person|subject|member|mrn|pid|empi)/],
  ['encounter', /encounter|visit|admission_?(id|nr|no)|^(stay|hadm|csn|episode|case)(_|$)/],
  ['time', /predict\w*_?(time|at|on|date)|scored_?(at|on)|timestamp|datetime|^(time|date|at|ts)$/],
  [
    'label',
    /^(label|outcome|target|y|y_?true|truth|actual|event|readmitted|died|observed)$|_?label$/,
  ],
  ['score', /scores?$|prob|risk|^(prediction|y_?(pred|hat|score)|p)$|predicted|likelihood/],
  [
    'groups',
    /^(sex|gender|race|ethnic\w*|site|ward|unit|hospital|department|payer|insurance|language|age(_?(group|band)\w*)?)$/,
  ],
]
const mostGroupValues = 20
const mostCategories = 100
const manyDistinct = 0.9

/** At most one column for each single role; every other column is a group, a feature or nothing. */
export function suggestRoles({ columns, describedRows }: DatasetDescription): RoleSuggestion[] {
  const found: RoleSuggestion[] = []
  const taken = new Set<string>()
  const take = (column: DescribedColumn, role: ColumnRoleName, reason: string) => {
    taken.add(column.name)
    found.push({ column: column.name, role, reason })
  }
  for (const role of ['label', 'score', 'eventTime', 'time', 'encounter', 'patient'] as const) {
    const free = columns.filter(({ name }) => !taken.has(name))
    const named = free.find((column) => isNamed(column, role) && fits(column, role, describedRows))
    if (named !== undefined) take(named, role, `named as one, and ${looks(named, role)}`)
    else {
      const alike = free.filter((column) => valuesAlone(column, role, describedRows))
      // One column that can be it is a guess worth making, several are none.
      if (alike.length === 1)
        take(alike[0]!, role, `the only column that ${looks(alike[0]!, role)}`)
    }
  }
  for (const column of columns) {
    if (taken.has(column.name) || column.kind === 'other' || column.distinct < 2) continue
    const few = `${column.distinct} values`
    if (isNamed(column, 'groups') && column.distinct <= mostGroupValues) {
      take(column, 'groups', `named as one, and it has ${few}`)
    } else if (column.kind === 'number' && !looksLikeId(column, describedRows)) {
      take(column, 'features', 'numbers')
    } else if (['text', 'boolean'].includes(column.kind) && column.distinct <= mostCategories) {
      take(column, 'features', `it has ${few}`)
    }
  }
  return found
}

function isNamed({ name, kind }: DescribedColumn, role: ColumnRoleName): boolean {
  // An age in years is a feature; in bands it is a group.
  if (role === 'groups' && kind === 'number' && /^age$/i.test(name)) return false
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s.-]+/g, '_')
    .toLowerCase()
  return names.find(([, pattern]) => pattern.test(plain))?.[0] === role
}

/** Whether the values allow the role at all. */
function fits(column: DescribedColumn, role: ColumnRoleName, rows: number): boolean {
  const { kind, distinct } = column
  if (role === 'label') return isBinary(column)
  if (role === 'score') return kind === 'number' && distinct > 2
  if (role === 'time' || role === 'eventTime') return kind === 'time'
  if (role === 'encounter' || role === 'patient') return distinct > Math.min(2, rows - 1)
  return true
}

/** Whether the values suggest the role without the name. */
function valuesAlone(column: DescribedColumn, role: ColumnRoleName, rows: number): boolean {
  const { kind, minimum, maximum, distinct } = column
  if (role === 'label') return isBinary(column)
  if (role === 'time') return kind === 'time'
  if (role !== 'score' || kind !== 'number') return false
  const inside = minimum !== null && maximum !== null && minimum >= 0 && maximum <= 1
  return inside && distinct > Math.min(20, rows / 2)
}

function isBinary({ kind, distinct, minimum, maximum }: DescribedColumn): boolean {
  if (kind === 'boolean') return true
  return kind === 'number' && distinct === 2 && minimum === 0 && maximum === 1
}

function looksLikeId({ distinct, minimum, type, name }: DescribedColumn, rows: number): boolean {
  const whole = /INT|VARCHAR/.test(type) && minimum !== null && minimum > 0
  return (
    /(^|_)(id|nr|no|key|index)$/i.test(name) ||
    (whole && distinct > manyDistinct * rows && rows > 100)
  )
}

function looks({ distinct, minimum, maximum }: DescribedColumn, role: ColumnRoleName): string {
  if (role === 'label') return 'holds 0 and 1'
  if (role === 'score') return `holds numbers from ${short(minimum)} to ${short(maximum)}`
  if (role === 'time' || role === 'eventTime') return 'holds times'
  return `holds ${distinct.toLocaleString('en-US')} different values`
}

function short(value: number | null): string {
  return value === null ? '?' : String(Number(value.toPrecision(3)))
}
