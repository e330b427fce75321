import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { LawFact, Obligation } from './queries.ts'

export const obligationStates = ['applies', 'coming', 'may-apply', 'exempt'] as const

export type ObligationState = Obligation['state']

export const stateTones: Record<ObligationState, [Tone, IconName]> = {
  applies: ['info', 'check'],
  coming: ['neutral', 'clock'],
  'may-apply': ['warning', 'question'],
  exempt: ['neutral', 'dash'],
}

/** What a fact says, in words; null where nobody has said. */
export function valueWords({ value, values, type }: LawFact): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
  const named = (each: string) => {
    const text = values.find((known) => known.value === each)?.label ?? each
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  if (typeof value === 'string') return named(value)
  return value.length === 0 && type === 'list' ? t('law.noneOfThem') : value.map(named).join(', ')
}

/** Where a fact is known from. */
export function sourceWords({ source, statedBy, statedAt }: LawFact): string {
  if (source === null) return t('law.source.none')
  if (statedBy === null || statedAt === null) return t(`law.source.${source}`)
  const words = { name: statedBy, at: formatDay(statedAt) }
  return source === 'organization'
    ? t('law.source.organizationBy', words)
    : t('law.source.statedBy', words)
}

/** From when, and what is to be known of that. */
export function sinceWords({ effective, effectiveNote, state }: Obligation): string {
  if (effective === null) return effectiveNote ?? t('law.noDay')
  const day = t(state === 'coming' ? 'law.from' : 'law.since', { day: formatDay(effective) })
  return effectiveNote === null ? day : `${day}; ${effectiveNote}`
}

export type FrameworkGroup = { id: string; title: string; obligations: Obligation[] }

/** Obligations under the law that they are of, in the order they came. */
export function byFramework(obligations: readonly Obligation[]): FrameworkGroup[] {
  const groups = new Map<string, FrameworkGroup>()
  for (const each of obligations) {
    const { id, title } = each.framework
    const group = groups.get(id) ?? { id, title, obligations: [] }
    groups.set(id, group)
    group.obligations.push(each)
  }
  return [...groups.values()]
}
