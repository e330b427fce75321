import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'
import { fleetLevels, fleetSorts, fleetWaiting } from './queries.ts'
import type { FleetFilters } from './queries.ts'

export function readFleetFilters(raw: Record<string, unknown>): FleetFilters {
  return {
    search: readText(raw['search']),
    level: readChoice(raw['level'], fleetLevels),
    waiting: readChoice(raw['waiting'], fleetWaiting),
    sort: readChoice(raw['sort'], fleetSorts),
    cursor: readText(raw['cursor']),
  }
}

export function activeFleetFilters({ search, level, waiting }: FleetFilters): ActiveFilter[] {
  const found: (ActiveFilter | null)[] = [
    search === undefined ? null : { name: 'search', title: t('table.search'), value: search },
    level === undefined
      ? null
      : { name: 'level', title: t('fleet.level'), value: label('fleet.level', level) },
    waiting === undefined
      ? null
      : { name: 'waiting', title: t('fleet.open'), value: label('fleet.waiting', waiting) },
  ]
  return found.filter((filter) => filter !== null)
}
