import type { BaselineRow } from '@primum/core/monitoring/baseline'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { PrimumError } from '../errors.ts'
import type { FieldError } from '../errors.ts'

const reportedErrors = 100
const longestValue = 200

type Names = { groups: ReadonlySet<string>; kinds: ReadonlyMap<string, FeatureSchema['kind']> }
type Problem = { path: string; message: string; remedy?: string }

/**
 * Reads validation rows one by one. Refuses them all with the row (counted from 1) and the field of
 * the first 100 errors, so that a file is put right in one go.
 */
export function readRows(
  rows: readonly unknown[],
  spec: { groups: readonly string[]; features: readonly FeatureSchema[] },
): BaselineRow[] {
  const names: Names = {
    groups: new Set(spec.groups),
    kinds: new Map(spec.features.map(({ name, kind }) => [name, kind])),
  }
  const errors: FieldError[] = []
  const read: BaselineRow[] = []
  for (const [index, row] of rows.entries()) {
    const problems = problemsOf(row, names)
    for (const problem of problems) errors.push({ row: index + 1, ...problem })
    if (errors.length >= reportedErrors) break
    if (problems.length === 0) read.push(normal(row as BaselineRow))
  }
  if (errors.length === 0) return read
  const [first] = errors
  throw new PrimumError('invalid', `Row ${first?.row}, ${first?.path}: ${first?.message}`, {
    fields: errors.slice(0, reportedErrors),
  })
}

function normal({ score, label, groups, features }: BaselineRow): BaselineRow {
  return { score, label, groups: groups ?? {}, features: features ?? {} }
}

function problemsOf(row: unknown, names: Names): Problem[] {
  if (!isRecord(row)) return [{ path: 'row', message: 'Not an object with score and label.' }]
  const problems: Problem[] = []
  const { score, label, groups = {}, features = {} } = row
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) {
    const remedy = 'Send the predicted probability, not a percentage or a class.'
    problems.push({ path: 'score', message: 'Must be a number from 0 to 1.', remedy })
  }
  if (label !== 0 && label !== 1 && label !== null) {
    const remedy = 'Send null where the outcome is not known.'
    problems.push({ path: 'label', message: 'Must be 0, 1 or null.', remedy })
  }
  for (const key of Object.keys(row)) {
    if (!known.has(key)) problems.push({ path: key, message: 'There is no such field in a row.' })
  }
  return [...problems, ...groupProblems(groups, names), ...featureProblems(features, names)]
}

const known = new Set(['score', 'label', 'groups', 'features'])

function groupProblems(groups: unknown, names: Names): Problem[] {
  if (!isRecord(groups)) return [{ path: 'groups', message: 'Must be an object.' }]
  return Object.entries(groups).flatMap(([name, value]): Problem[] => {
    const path = `groups.${name}`
    if (!names.groups.has(name)) {
      const remedy = 'Declare it in groups, or leave it out.'
      return [{ path, message: 'This group attribute is not declared.', remedy }]
    }
    if (value === null || isText(value)) return []
    return [{ path, message: `Must be null or text of at most ${longestValue} characters.` }]
  })
}

function featureProblems(features: unknown, names: Names): Problem[] {
  if (!isRecord(features)) return [{ path: 'features', message: 'Must be an object.' }]
  return Object.entries(features).flatMap(([name, value]): Problem[] => {
    const path = `features.${name}`
    const kind = names.kinds.get(name)
    if (kind === undefined) {
      const remedy = 'Declare it in features, or leave it out.'
      return [{ path, message: 'This feature is not declared.', remedy }]
    }
    const number = typeof value === 'number' && Number.isFinite(value)
    if (value === null || number || (kind === 'categorical' && isText(value))) return []
    const wanted =
      kind === 'numeric' ? 'a number' : `a number or text of at most ${longestValue} characters`
    return [{ path, message: `Must be ${wanted}, or null where it is missing.` }]
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longestValue) return false
  return value.isWellFormed() && !value.includes('\u0000')
}
