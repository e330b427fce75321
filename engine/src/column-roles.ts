import type { Dataset, DatasetColumn } from './dataset.ts'
import { columnOf } from './dataset.ts'
import { DatasetError, datasetProblem } from './dataset-error.ts'

/** Which column plays which part. Names as they stand in the file. */
export type ColumnRoles = {
  score: string
  label: string
  /** when the prediction was made */
  time?: string
  /** when the outcome happened; for lead times and for what came before it */
  eventTime?: string
  encounter?: string
  patient?: string
  groups: readonly string[]
  features: readonly string[]
}

export const maximumGroups = 12
export const maximumFeatures = 200

/** The columns of the roles. Throws a DatasetError naming every role that cannot be played. */
export function resolveRoles(dataset: Dataset, roles: ColumnRoles): Map<string, DatasetColumn> {
  const wanted: [string, string | undefined][] = [
    ['score', roles.score],
    ['label', roles.label],
    ['time', roles.time],
    ['event time', roles.eventTime],
    ['encounter', roles.encounter],
    ['patient', roles.patient],
    ...roles.groups.map((name): [string, string] => ['groups', name]),
    ...roles.features.map((name): [string, string] => ['features', name]),
  ]
  const problems = tooMany(roles)
  const found = new Map<string, DatasetColumn>()
  for (const [role, name] of wanted) {
    if (name === undefined) continue
    try {
      found.set(name, columnOf(dataset, name, role))
    } catch (error) {
      if (!(error instanceof DatasetError)) throw error
      problems.push(...error.problems)
    }
  }
  if (roles.score === roles.label) {
    const message = `The column "${roles.score}" cannot be both the score and the label.`
    problems.push(
      datasetProblem('same-column', message, 'Name two columns.', { column: roles.score }),
    )
  }
  if (problems.length > 0) throw new DatasetError(problems)
  return found
}

function tooMany({ groups, features }: ColumnRoles) {
  const limits: [string, readonly string[], number][] = [
    ['groups', groups, maximumGroups],
    ['features', features, maximumFeatures],
  ]
  return limits.flatMap(([role, names, limit]) => {
    if (new Set(names).size !== names.length) {
      return [
        datasetProblem('repeated-column', `A column is named twice in ${role}.`, 'Once will do.'),
      ]
    }
    if (names.length <= limit) return []
    const message = `${names.length} ${role}, at most ${limit} at a time.`
    return [datasetProblem('too-many-columns', message, 'Evaluate them in several runs.')]
  })
}
