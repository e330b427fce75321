import { lawFacts } from '@primum/core/frameworks/law-facts'
import type { LawFact } from '@primum/core/frameworks/law-facts'
import { label, t } from '../../lib/messages/messages.ts'
import { withDays } from '../frameworks/framework-words.ts'

type Fields = Record<string, unknown>

/** Any value of the content as indented lines that people read: lists, fields, and conditions as sentences. */
export function valueOutline(value: unknown, depth = 0): string[] {
  const at = '  '.repeat(depth)
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((each) => itemOf(valueOutline(each), at))
  if (typeof value !== 'object') return [at + scalarWords(value)]
  return conditionLines(value as Fields, at) ?? fieldLines(value as Fields, at)
}

export function scalarWords(value: unknown): string {
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  return withDays(String(value))
}

/** What a field of the content is called. */
export function fieldName(field: string): string {
  return label('contentField', field)
}

function itemOf(lines: string[], at: string): string[] {
  return lines.map((line, index) => `${at}${index === 0 ? '• ' : '  '}${line}`)
}

function fieldLines(value: Fields, at: string): string[] {
  return Object.entries(value).flatMap(([field, each]) => {
    if (each === null || each === undefined) return []
    if (Array.isArray(each) && each.length === 0) return []
    const told = factWords(field, each)
    if (told !== null) return [at + told]
    const inner = valueOutline(each)
    const short = typeof each !== 'object' && inner.length === 1
    if (short) return [`${at}${fieldName(field)}: ${inner[0]}`]
    return [`${at}${fieldName(field)}:`, ...inner.map((line) => `${at}  ${line}`)]
  })
}

/** A condition of a rule: about one fact, or several joined; null where it is none. */
function conditionLines(value: Fields, at: string): string[] | null {
  const names = Object.keys(value)
  for (const joined of ['all', 'any'] as const) {
    const parts = value[joined]
    if (names.length === 1 && Array.isArray(parts)) {
      return [at + t(`condition.${joined}`), ...valueOutline(parts).map((line) => `${at}  ${line}`)]
    }
  }
  if (names.length === 1 && typeof value['not'] === 'object' && value['not'] !== null) {
    return [at + t('condition.not'), ...valueOutline(value['not']).map((line) => `${at}  ${line}`)]
  }
  return leafWords(value, at)
}

function leafWords(value: Fields, at: string): string[] | null {
  const { fact, is, in: values } = value
  const told = typeof fact === 'string' ? factWords(fact, is ?? values) : null
  return told === null ? null : [at + told]
}

/** What a fact says where it has this value, or one of these; null where it is no fact of ours. */
function factWords(name: string, value: unknown): string | null {
  if (!Object.hasOwn(lawFacts, name)) return null
  const fact: LawFact = lawFacts[name as keyof typeof lawFacts]
  if (fact.type === 'boolean') {
    return typeof value === 'boolean' ? (value ? fact.yes : fact.no) : null
  }
  const values = typeof value === 'string' ? [value] : value
  if (!Array.isArray(values)) return null
  return `${fact.phrase} ${orWords(values.map((each) => fact.values[String(each)] ?? String(each)))}`
}

function orWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? ''
  return t('condition.or', { first: words.slice(0, -1).join(', '), last: words.at(-1) ?? '' })
}
