import { dutyChoices } from '@primum/core/duties/duty'
import type { DutyChoice } from '@primum/core/duties/duty'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, readText } from '../../lib/url-state.ts'
import type { ActiveFilter } from '../../ui/FilterChips.tsx'

/** Requirement by requirement, or each duty of each AI system. */
export const dutyViews = ['requirements', 'duties'] as const

/** What the page of obligations shows, as its address says it. */
export type DutyState = {
  view: (typeof dutyViews)[number]
  search?: string | undefined
  framework?: string | undefined
  status?: DutyChoice | undefined
  requirement?: string | undefined
  aiSystemId?: string | undefined
  /** given to this member */
  ownerId?: string | undefined
  mine?: true | undefined
  unowned?: true | undefined
  overdue?: true | undefined
  cursor?: string | undefined
}

/** An address that asks for duties of somebody, or of one AI system, is one of the list. */
export function readDutyState(raw: Record<string, unknown>): DutyState {
  const flag = (name: string): true | undefined =>
    readText(raw[name]) === 'true' ? true : undefined
  const found = {
    search: readText(raw['search']),
    framework: readText(raw['framework']),
    status: readChoice(raw['status'], dutyChoices),
    requirement: readText(raw['requirement']),
    aiSystemId: readText(raw['aiSystemId']),
    ownerId: readText(raw['ownerId']),
    mine: flag('mine'),
    unowned: flag('unowned'),
    overdue: flag('overdue'),
    cursor: readText(raw['cursor']),
  }
  const { requirement, aiSystemId, ownerId, mine, unowned } = found
  const isOfList = [requirement, aiSystemId, ownerId, mine, unowned].some(
    (value) => value !== undefined,
  )
  const view = readChoice(raw['view'], dutyViews) ?? (isOfList ? 'duties' : 'requirements')
  return { view, ...found }
}

/** What only the list can be narrowed by. */
const ofList = {
  ...{ requirement: undefined, aiSystemId: undefined, ownerId: undefined, mine: undefined },
  cursor: undefined,
} as const

/** The change of the address that leads to the other view: what it cannot filter by is left. */
export function toView(view: DutyState['view']) {
  return view === 'duties' ? { view, cursor: undefined } : { view, ...ofList }
}

/** The owner that is looked for, as one choice. */
export function ownerChoice({ mine, unowned, ownerId }: DutyState): string | null {
  if (unowned === true) return 'nobody'
  return mine === true ? 'mine' : (ownerId ?? null)
}

export function ofOwner(choice: string | null) {
  return {
    mine: choice === 'mine' ? true : undefined,
    unowned: choice === 'nobody' ? true : undefined,
    ownerId: choice === null || choice === 'mine' || choice === 'nobody' ? undefined : choice,
  }
}

type Names = {
  framework: string | undefined
  owner: string | undefined
  system: string | undefined
}

/** The filters that hold in the view, in words. */
export function activeDutyFilters(state: DutyState, names: Names): ActiveFilter[] {
  const { view, search, framework, status, requirement, aiSystemId, overdue } = state
  const inList = view === 'duties'
  const owner = inList || state.unowned === true ? ownerChoice(state) : null
  const all: [name: string, title: string, value: string | undefined][] = [
    ['search', t('table.search'), search],
    ['framework', t('duties.framework'), framework && (names.framework ?? framework)],
    ['status', t('duties.status'), status && label('dutyStatus', status)],
    ['owner', t('duties.owner'), owner === null ? undefined : (names.owner ?? owner)],
    ['requirement', t('duties.requirement'), inList ? requirement : undefined],
    [
      ...(['aiSystemId', t('duties.system')] as const),
      inList && aiSystemId ? (names.system ?? t('common.loading')) : undefined,
    ],
    ['overdue', t('duties.only'), overdue && t('duties.overdue')],
  ]
  return all.flatMap(([name, title, value]) =>
    value === undefined ? [] : [{ name, title, value }],
  )
}
