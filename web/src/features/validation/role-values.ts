import type { Schemas } from '@primum/client'

export type Upload = Schemas['DatasetUpload']
export type ColumnRoles = Schemas['ColumnRoles']

const singleRoles = ['score', 'label', 'time', 'eventTime', 'encounter', 'patient'] as const
export const columnRoleNames = [...singleRoles, 'groups', 'features'] as const

export type ColumnRole = (typeof columnRoleNames)[number]
/** What each column is used as; one that is not named is left out. */
export type RoleChoice = Record<string, ColumnRole>

export function suggestedChoice({ suggestedRoles }: Pick<Upload, 'suggestedRoles'>): RoleChoice {
  const choice: RoleChoice = {}
  for (const { role, column } of suggestedRoles) choice[column] ??= role
  return choice
}

/** A part that one column plays is taken from the column that played it before. */
export function assignRole(
  choice: RoleChoice,
  column: string,
  role: ColumnRole | null,
): RoleChoice {
  const single = role !== null && (singleRoles as readonly string[]).includes(role)
  const kept = Object.entries(choice).filter(
    ([name, played]) => name !== column && !(single && played === role),
  )
  return Object.fromEntries(role === null ? kept : [...kept, [column, role]])
}

/** What is sent, in the order of the file; null while the score or the outcome is missing. */
export function rolesOf(choice: RoleChoice, columns: { name: string }[]): ColumnRoles | null {
  const named = columns.map(({ name }) => name).filter((name) => choice[name] !== undefined)
  const playing = (role: ColumnRole) => named.filter((name) => choice[name] === role)
  const [score, label] = [playing('score')[0], playing('label')[0]]
  if (score === undefined || label === undefined) return null
  const roles: ColumnRoles = {
    score,
    label,
    groups: playing('groups'),
    features: playing('features'),
  }
  for (const role of ['time', 'eventTime', 'encounter', 'patient'] as const) {
    const column = playing(role)[0]
    if (column !== undefined) roles[role] = column
  }
  return roles
}
