import { label } from '../../lib/messages/messages.ts'
import { scalarWords, valueOutline } from './value-outline.ts'

/** Fields with a closed list of values, and where their words stand. */
const areas: Record<string, string> = {
  relation: 'relation',
  basis: 'mappingBasis',
  kind: 'requirementKind',
  role: 'requirementRole',
  confidence: 'confidence',
}

export function isScalar(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

/** A single value in words; null where there is none. */
export function fieldWords(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const area = areas[field]
  const words = area === undefined ? scalarWords(value) : label(area, String(value))
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** How a field is read by itself, beside no other: as one text, or as indented lines. */
export type FieldText = { text: string } | { lines: string[] }

export function fieldText(field: string, value: unknown): FieldText {
  if (isScalar(value)) return { text: fieldWords(field, value) ?? '' }
  // Keys of sources are short, and one entry needs no list.
  if (Array.isArray(value) && value.every(isScalar) && (field === 'source' || value.length === 1)) {
    return { text: value.map(scalarWords).join(', ') }
  }
  return { lines: valueOutline(value) }
}
