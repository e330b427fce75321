import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export type FleetSystem = Schemas['FleetSystem']

export const fleetLevels: readonly FleetSystem['level'][] = [
  'critical',
  'warning',
  'blind',
  'none',
  'not-watched',
]
export const fleetWaiting = ['alarms', 'incidents', 'proposals', 'silence'] as const
export const fleetSorts = [
  'urgency',
  '-urgency',
  'name',
  '-name',
  'silence',
  '-silence',
  'alarms',
  '-alarms',
] as const

export type FleetFilters = {
  search?: string | undefined
  level?: FleetSystem['level'] | undefined
  waiting?: (typeof fleetWaiting)[number] | undefined
  sort?: (typeof fleetSorts)[number] | undefined
  cursor?: string | undefined
}

export function fleetQuery(filters: FleetFilters) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== undefined),
  ) as Record<string, never>
  return queryOptions({
    queryKey: ['fleet', query],
    queryFn: () => dataOf(api.GET('/api/v1/fleet', { params: { query } })),
  })
}
