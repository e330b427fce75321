import { evidenceRequestStates } from '@primum/core/evidence/evidence'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'

export type RequestFilters = {
  state?: (typeof evidenceRequestStates)[number] | undefined
  mine?: true | undefined
  overdue?: true | undefined
  cursor?: string | undefined
}

export const requestFlags = ['mine', 'overdue'] as const

export function readRequestFilters(raw: Record<string, unknown>): RequestFilters {
  const flag = (name: string) => (readText(raw[name]) === 'true' ? true : undefined)
  return {
    state: readChoice(raw['state'], evidenceRequestStates),
    mine: flag('mine'),
    overdue: flag('overdue'),
    cursor: readText(raw['cursor']),
  }
}

export function activeRequestFilters(filters: RequestFilters): ActiveFilter[] {
  const { state } = filters
  const flags = requestFlags.filter((name) => filters[name] === true)
  return [
    ...(state === undefined
      ? []
      : [
          {
            name: 'state',
            title: t('evidenceRequest.state'),
            value: label('evidenceRequestState', state),
          },
        ]),
    ...flags.map((name) => ({
      ...{ name, title: t('findings.only'), value: t(`evidenceRequest.only.${name}`) },
    })),
  ]
}
