import { evidenceKinds, evidenceOrigins, evidenceTargets } from '@primum/core/evidence/evidence'
import type { EvidenceKind, EvidenceTarget } from '@primum/core/evidence/evidence'
import { freshnessStates } from '@primum/core/evidence/freshness'
import type { FreshnessState } from '@primum/core/evidence/freshness'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'

export type EvidenceFilters = {
  search?: string | undefined
  kind?: EvidenceKind | undefined
  state?: FreshnessState | undefined
  origin?: (typeof evidenceOrigins)[number] | undefined
  hold?: true | undefined
  targetType?: EvidenceTarget | undefined
  targetId?: string | undefined
  aiSystemId?: string | undefined
  sort?: 'title' | '-uploaded' | undefined
  cursor?: string | undefined
}

/** The list's state as its address tells it; what is not understood is left out. */
export function readFilters(raw: Record<string, unknown>): EvidenceFilters {
  const targetType = readChoice(raw['targetType'], evidenceTargets)
  return {
    search: readText(raw['search']),
    kind: readChoice(raw['kind'], evidenceKinds),
    state: readChoice(raw['state'], freshnessStates),
    origin: readChoice(raw['origin'], evidenceOrigins),
    hold: readText(raw['hold']) === 'true' ? true : undefined,
    targetType,
    targetId: targetType === undefined ? undefined : readText(raw['targetId']),
    aiSystemId: readText(raw['aiSystemId']),
    sort: readChoice(raw['sort'], ['title', '-uploaded']),
    cursor: readText(raw['cursor']),
  }
}

/** The choices of the list: name in the address, words, and where their labels are. */
export const filterChoices = [
  ['kind', evidenceKinds, 'evidenceKind'],
  ['state', freshnessStates, 'evidenceState'],
  ['origin', evidenceOrigins, 'evidenceOrigin'],
] as const

/** What stands behind ids in the filters, as far as it is known yet. */
type Names = { system?: string | undefined; control?: string | undefined }

export function activeFilters(filters: EvidenceFilters, names: Names = {}): ActiveFilter[] {
  const { search, hold, targetType, targetId, aiSystemId } = filters
  const active: ActiveFilter[] = []
  const add = (name: string, title: string, value: string) => active.push({ name, title, value })
  if (search !== undefined) add('search', t('table.search'), search)
  for (const [name, , area] of filterChoices) {
    const value = filters[name]
    if (value !== undefined) add(name, t(`evidence.${name}`), label(area, value))
  }
  if (hold === true) add('hold', t('evidence.hold'), t('common.yes'))
  if (targetType !== undefined) {
    const of = label('evidenceTarget', targetType)
    const value = targetId === undefined ? of : `${of} ${names.control ?? targetId}`
    add('targetType', t('evidence.speaksFor'), value)
  }
  if (aiSystemId !== undefined) {
    add('aiSystemId', t('evidence.system'), names.system ?? t('common.loading'))
  }
  return active
}
