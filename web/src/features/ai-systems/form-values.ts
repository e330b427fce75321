import { fieldGroups, fieldKinds } from './field-groups.ts'
import type { FieldName } from './field-groups.ts'
import type { AiSystem } from './queries.ts'

/** A form holds text, lists and null; numbers and empty lines become values when it is sent. */
export type FormValues = Partial<Record<FieldName, unknown>>

export function emptyValues(): FormValues {
  const values: FormValues = {}
  for (const name of fieldGroups.flatMap(({ fields }) => fields)) values[name] = emptyOf(name)
  return {
    ...values,
    outcomeHorizonDays: 30,
    outcomeGraceDays: 1,
    labelPolicy: 'exclude-unlabelled',
  }
}

export function valuesOf(system: AiSystem): FormValues {
  const values = emptyValues()
  for (const name of Object.keys(values) as FieldName[]) {
    const value = (system as unknown as Record<string, unknown>)[name]
    values[name] = value === null ? emptyOf(name) : value
  }
  return values
}

/** What is sent: an empty line is null (not stated), never an empty text. */
export function toFields(values: FormValues): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && value.trim() === '' ? null : value,
    ]),
  )
}

/** Only what was changed, so that two people editing different fields do not undo each other. */
export function changedFields(before: FormValues, after: FormValues): Record<string, unknown> {
  const fields = toFields(after)
  const old = toFields(before)
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(old[name]) && name !== 'reference',
    ),
  )
}

function emptyOf(name: FieldName): unknown {
  const kind = fieldKinds[name]
  if (kind === 'list' || kind === 'choices' || kind === 'sites') return []
  return kind === 'yesNo' || kind === 'choice' ? null : ''
}
