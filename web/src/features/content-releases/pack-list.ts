import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import { hasWords } from '../frameworks/has-words.ts'
import type { Pack } from './queries.ts'

export const packFilters = {
  kind: ['framework', 'crosswalk'],
  origin: ['program', 'own'],
  state: ['waiting', 'on', 'off'],
} as const

/** What the list shows, as its address says it. */
export function readPackState(raw: Record<string, unknown>) {
  return {
    view: readChoice(raw['view'], ['history']),
    search: readText(raw['search']),
    kind: readChoice(raw['kind'], packFilters.kind),
    origin: readChoice(raw['origin'], packFilters.origin),
    state: readChoice(raw['state'], packFilters.state),
    cursor: readText(raw['cursor']),
  }
}

type PackState = ReturnType<typeof readPackState>

/** The packs that are asked for: what waits first, then by their titles. */
export function findPacks(
  packs: readonly Pack[],
  { search = '', kind, origin, state }: Pick<PackState, 'search' | 'kind' | 'origin' | 'state'>,
): Pack[] {
  const isIn = (pack: Pack) => {
    if (state === 'waiting') return pack.waiting !== null
    return state === undefined || (pack.switchedOff !== null) === (state === 'off')
  }
  return packs
    .filter((pack) => kind === undefined || pack.kind === kind)
    .filter((pack) => origin === undefined || pack.origin === origin)
    .filter((pack) => isIn(pack) && hasWords([pack.id, pack.title], search))
    .toSorted(
      (a, b) =>
        Number(b.waiting !== null) - Number(a.waiting !== null) ||
        a.title.localeCompare(b.title, 'en'),
    )
}

/** Since when a release is in force and by whom; what nobody decided came with the program. */
export function takenWords({ release, adoptedBy, adoptedAt }: Pack): string {
  if (release === null) return t('contentRelease.notTaken')
  if (adoptedAt === null) return t('contentRelease.came')
  const day = formatDay(adoptedAt)
  return adoptedBy === null || adoptedBy.kind === 'system'
    ? t('contentRelease.cameSince', { day })
    : t('contentRelease.takenBy', { day, name: adoptedBy.name })
}
