import { z } from 'zod'
import { aiSystemFields } from './fields.ts'
import type { AiSystemFieldName } from './fields.ts'

/** The columns of an import, in the order of an export: the fields that people state. */
export const csvFields = Object.keys(aiSystemFields) as AiSystemFieldName[]

/** Columns an export adds to be read; an import passes over them, because they are computed. */
export const computedColumns = ['stage', 'tier', 'lastAssessedOn', 'suspendedAt'] as const

export const requiredFields = csvFields.filter(
  (name) => !(aiSystemFields[name] instanceof z.ZodDefault),
)

type Kind = 'list' | 'boolean' | 'number' | 'text'

/** A cell as the value that a registration would carry. Empty is left out: its default holds. */
export function readField(name: AiSystemFieldName, cell: string): unknown {
  const text = cell.trim()
  if (text === '') return undefined
  switch (kindOf(name)) {
    case 'list':
      return splitList(text)
    case 'boolean':
      if (/^(?:true|yes)$/i.test(text)) return true
      return /^(?:false|no)$/i.test(text) ? false : text
    case 'number':
      return /^\d+$/.test(text) ? Number(text) : text
    case 'text':
      return text
  }
}

export function writeField(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((item) => escapeItem(String(item))).join(';')
  return String(value)
}

/** What to write into a cell instead, in words. */
export function remedyFor(name: AiSystemFieldName): string {
  const field = inner(name)
  const item = field instanceof z.ZodArray ? field.element : field
  if (item instanceof z.ZodEnum) {
    const several = field instanceof z.ZodArray ? 'Any of these, separated by ;' : 'One of these'
    return `${several}: ${item.options.join(', ')}.`
  }
  switch (kindOf(name)) {
    case 'boolean':
      return 'Write true or false, or leave it empty where it is not known.'
    case 'number':
      return 'Write a whole number of days.'
    case 'list':
      return 'Separate the entries by ; and write \\; for a semicolon inside an entry.'
    case 'text':
      if (name === 'statedLastAssessedOn') return 'Write the day as YYYY-MM-DD.'
      if (name === 'reference')
        return 'Use letters, digits, dots, hyphens, underscores; at most 64.'
      return requiredFields.includes(name)
        ? 'Fill it in; shorten it if it is too long.'
        : 'Shorten it.'
  }
}

function kindOf(name: AiSystemFieldName): Kind {
  const field = inner(name)
  if (field instanceof z.ZodArray) return 'list'
  if (field instanceof z.ZodBoolean) return 'boolean'
  return field instanceof z.ZodNumber ? 'number' : 'text'
}

/** The field's own schema, without its default and its null. */
function inner(name: AiSystemFieldName): unknown {
  let schema: unknown = aiSystemFields[name]
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    schema = schema.unwrap()
  }
  return schema
}

function escapeItem(item: string): string {
  return item.replaceAll('\\', '\\\\').replaceAll(';', '\\;')
}

function splitList(text: string): string[] {
  const items = text.match(/(?:\\.|[^;\\]|\\$)+/gs) ?? []
  return items.map((item) => item.replaceAll(/\\(.)/gs, '$1').trim()).filter((item) => item !== '')
}
