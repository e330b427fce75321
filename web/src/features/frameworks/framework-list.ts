import { label, t } from '../../lib/messages/messages.ts'
import { readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'
import type { FrameworkSummary } from './queries.ts'
import { hasWords } from './has-words.ts'

export type FrameworkFilters = {
  search?: string | undefined
  jurisdiction?: string | undefined
}

export type FrameworkKind = FrameworkSummary['kind']

const frameworkKinds: readonly FrameworkKind[] = ['standard', 'law', 'guidance', 'own']

export function readFrameworkFilters(raw: Record<string, unknown>): FrameworkFilters {
  return { search: readText(raw['search']), jurisdiction: readText(raw['jurisdiction']) }
}

export function activeFrameworkFilters(filters: FrameworkFilters): ActiveFilter[] {
  const { search, jurisdiction } = filters
  const found: (ActiveFilter | null)[] = [
    search === undefined ? null : { name: 'search', title: t('table.search'), value: search },
    jurisdiction === undefined
      ? null
      : {
          name: 'jurisdiction',
          title: t('frameworks.jurisdiction'),
          value: label('jurisdiction', jurisdiction),
        },
  ]
  return found.filter((filter) => filter !== null)
}

/** Within a country are its states as well: what holds in US-CO is also law in the US. */
export function filterFrameworks(
  items: readonly FrameworkSummary[],
  { search = '', jurisdiction }: FrameworkFilters,
): FrameworkSummary[] {
  return items.filter((each) => {
    const place = each.jurisdiction ?? ''
    const here =
      jurisdiction === undefined || place === jurisdiction || place.startsWith(`${jurisdiction}-`)
    return here && hasWords([each.id, each.title, each.about, label('jurisdiction', place)], search)
  })
}

/** The frameworks of each kind that there is, in the order of the page; wider law comes first. */
export function groupFrameworks(
  items: readonly FrameworkSummary[],
): { kind: FrameworkKind; items: FrameworkSummary[] }[] {
  return frameworkKinds
    .map((kind) => ({
      kind,
      items: items
        .filter((each) => each.kind === kind)
        .toSorted((a, b) => reach(a) - reach(b) || a.title.localeCompare(b.title, 'en')),
    }))
    .filter((group) => group.items.length > 0)
}

/** Each jurisdiction once: the wide ones first, then the states by their names. */
export function jurisdictionsOf(items: readonly FrameworkSummary[]): string[] {
  const places = items.flatMap(({ jurisdiction }) => (jurisdiction === null ? [] : [jurisdiction]))
  const named = (place: string) => label('jurisdiction', place)
  return [...new Set(places)].toSorted(
    (a, b) => Number(a.includes('-')) - Number(b.includes('-')) || named(a).localeCompare(named(b)),
  )
}

function reach({ jurisdiction }: FrameworkSummary): number {
  return jurisdiction?.includes('-') === true ? 1 : 0
}
