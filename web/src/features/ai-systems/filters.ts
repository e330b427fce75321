import { archetypes } from '@primum/core/ai-systems/closed-lists'
import { lifecycleStages } from '@primum/core/lifecycle/stages'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'
import type { AiSystemFilters } from './queries.ts'

const sorts = ['name', '-name', 'updated', '-updated'] as const
const tiers = ['1', '2', '3', '4'] as const

/** The list's state as its address tells it; what is not understood is left out. */
export function readFilters(raw: Record<string, unknown>): AiSystemFilters {
  const tier = readChoice(raw['tier'], tiers)
  return {
    search: readText(raw['search']),
    stage: readChoice(raw['stage'], lifecycleStages),
    tier: tier === undefined ? undefined : Number(tier),
    archetype: readChoice(raw['archetype'], archetypes),
    suspended: readText(raw['suspended']) === 'true' ? true : undefined,
    sort: readChoice(raw['sort'], sorts),
    cursor: readText(raw['cursor']),
  }
}

export function activeFilters(filters: AiSystemFilters): ActiveFilter[] {
  const { search, tier, stage, archetype, suspended } = filters
  return [
    ...(search === undefined
      ? []
      : [{ name: 'search', title: t('aiSystems.search'), value: search }]),
    ...(tier === undefined
      ? []
      : [{ name: 'tier', title: t('aiSystems.tier'), value: String(tier) }]),
    ...(stage === undefined
      ? []
      : [{ name: 'stage', title: t('aiSystems.stage'), value: label('stage', stage) }]),
    ...(archetype === undefined
      ? []
      : [{ name: 'archetype', title: t('aiSystems.kind'), value: label('archetype', archetype) }]),
    ...(suspended === true
      ? [{ name: 'suspended', title: t('aiSystems.suspension'), value: t('common.yes') }]
      : []),
  ]
}
