import type { z } from 'zod'
import { PrimumError } from '../../errors.ts'
import type { FieldError } from '../../errors.ts'
import type { columnRoles } from './schemas.ts'
import type { Protocol } from './store.ts'
import { type UploadRow, toUpload } from './uploads.ts'

export type Roles = z.infer<typeof columnRoles>

/** Throws `invalid` with every role that the file, the protocol or patients' privacy refuses. */
export function checkRoles(
  roles: Roles,
  protocol: Protocol,
  files: { upload: UploadRow; baseline: UploadRow | null },
): void {
  const fields = [
    ...absentColumns(roles, files.upload),
    ...(files.baseline === null ? [] : absentInBaseline(roles, files.baseline)),
    ...clashes(roles),
    ...missingRoles(roles, protocol),
    ...identifyingGroups(roles, files.upload),
  ]
  if (fields.length === 0) return
  throw new PrimumError('invalid', fields.map(({ message }) => message).join(' '), { fields })
}

function named({ groups, features, ...single }: Roles): [string, string][] {
  return [
    ...Object.entries(single).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ...groups.map((name, index): [string, string] => [`groups.${index}`, name]),
    ...features.map((name, index): [string, string] => [`features.${index}`, name]),
  ]
}

function absentColumns(roles: Roles, upload: UploadRow): FieldError[] {
  const { columns } = toUpload(upload)
  const names = columns.map(({ name }) => name)
  return named(roles).flatMap(([role, name]) => {
    if (names.includes(name)) return []
    const near = names.find((each) => each.toLowerCase() === name.toLowerCase())
    const remedy =
      near === undefined ? `Its columns are ${names.slice(0, 30).join(', ')}.` : `"${near}" is one.`
    const message = `${upload.file_name} has no column "${name}".`
    return [{ path: `roles.${role}`, message, remedy }]
  })
}

/** Drift needs the score and the features in the baseline as well. */
function absentInBaseline(roles: Roles, baseline: UploadRow): FieldError[] {
  const { groups: _groups, score, label, features } = roles
  return absentColumns({ score, label, features, groups: [] }, baseline).map((field) => ({
    ...field,
    path: field.path.replace(/^roles/, 'baselineUploadId.roles'),
  }))
}

function clashes({ score, label, groups, features }: Roles): FieldError[] {
  const fields: FieldError[] = []
  if (score === label) {
    const message = `"${score}" cannot be both the score and the label.`
    fields.push({ path: 'roles.label', message, remedy: 'Name two columns.' })
  }
  for (const [role, names] of [
    ['groups', groups],
    ['features', features],
  ] as const) {
    if (new Set(names).size === names.length) continue
    fields.push({ path: `roles.${role}`, message: `A column is named twice in ${role}.` })
  }
  return fields
}

function missingRoles(roles: Roles, { subgroups, unit }: Protocol): FieldError[] {
  const { aggregation } = unit
  const needed: [keyof Roles, boolean][] = [
    ['encounter', aggregation !== 'none'],
    ['time', aggregation !== 'none' && aggregation !== 'max'],
    ['eventTime', aggregation === 'last-before-event'],
  ]
  const fields = needed.flatMap(([role, asked]) => {
    if (!asked || roles[role] !== undefined) return []
    const message = `One row per encounter by "${aggregation}" needs the ${role} column.`
    return [{ path: `roles.${role}`, message, remedy: 'Name the column.' }]
  })
  const left = subgroups.filter((name) => !roles.groups.includes(name))
  if (left.length === 0) return fields
  const message = `The protocol asks for the subgroups ${left.join(', ')}.`
  return [...fields, { path: 'roles.groups', message, remedy: 'Name these columns as groups.' }]
}

/** The values of a group stand in the report. */
function identifyingGroups({ groups }: Roles, upload: UploadRow): FieldError[] {
  const { columns } = toUpload(upload)
  return groups.flatMap((name, index) => {
    const what = columns.find((column) => column.name === name)?.identifier ?? null
    if (what === null) return []
    const message = `"${name}" looks like ${what}; people cannot be grouped by it.`
    return [{ path: `roles.groups.${index}`, message, remedy: 'Group by a coarse attribute.' }]
  })
}
