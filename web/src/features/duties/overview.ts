import { waitingStatuses } from '@primum/core/duties/duty'
import type { DutyChoice, DutyStatus } from '@primum/core/duties/duty'
import { hasWords } from '../frameworks/has-words.ts'
import type { DutyState } from './duty-state.ts'
import type { OverviewItem } from './queries.ts'

function count({ systems }: OverviewItem, statuses: readonly DutyStatus[]): number {
  return statuses.reduce((sum, status) => sum + systems[status], 0)
}

/** The statuses in which something is asked, or may be. */
const asked: readonly DutyStatus[] = [...waitingStatuses, 'met', 'set-aside', 'undecided']

function chosen(choice: DutyChoice): readonly DutyStatus[] {
  return choice === 'waiting' ? waitingStatuses : [choice]
}

/** What the law lifts for every AI system that it reaches. */
export function isOnlyExempt(item: OverviewItem): boolean {
  return count(item, asked) === 0
}

type Filters = Pick<DutyState, 'search' | 'framework' | 'status' | 'unowned' | 'overdue'>

export function filterOverview(
  items: readonly OverviewItem[],
  { search = '', framework, status, unowned, overdue }: Filters,
): OverviewItem[] {
  return items.filter((item) => {
    const { requirement, framework: law } = item
    return (
      (framework === undefined || law.id === framework) &&
      (status === undefined ? !isOnlyExempt(item) : count(item, chosen(status)) > 0) &&
      (unowned !== true || item.unowned > 0) &&
      (overdue !== true || item.overdue > 0) &&
      hasWords([requirement.id, requirement.title, law.title], search)
    )
  })
}

export type LawGroup = {
  id: string
  title: string
  items: OverviewItem[]
  /** duties in which somebody has something to do, and all that are asked or may be */
  waiting: number
  all: number
  overdue: number
  unowned: number
}

const nothing = { waiting: 0, all: 0, overdue: 0, unowned: 0 }

/** Requirements under the law that they are of, in the order they came. */
export function groupByLaw(items: readonly OverviewItem[]): LawGroup[] {
  const groups = new Map<string, LawGroup>()
  for (const item of items) {
    const { id, title } = item.framework
    const group = groups.get(id) ?? { id, title, items: [], ...nothing }
    groups.set(id, group)
    group.items.push(item)
    group.waiting += count(item, waitingStatuses)
    group.all += count(item, asked)
    group.overdue += item.overdue
    group.unowned += item.unowned
  }
  return [...groups.values()]
}

/** The laws of which something is asked, each once. */
export function lawsOf(items: readonly OverviewItem[]): { value: string; label: string }[] {
  const titles = new Map(items.map(({ framework: { id, title } }) => [id, title]))
  return [...titles].map(([value, label]) => ({ value, label }))
}

/** What the page says at its head, in numbers of duties. */
export function figuresOf(items: readonly OverviewItem[]) {
  const sum = (of: (item: OverviewItem) => number) =>
    items.reduce((total, item) => total + of(item), 0)
  return {
    waiting: sum((item) => count(item, waitingStatuses)),
    overdue: sum(({ overdue }) => overdue),
    unowned: sum(({ unowned }) => unowned),
    met: sum(({ systems }) => systems.met),
    undecided: sum(({ systems }) => systems.undecided),
    all: sum((item) => count(item, asked)) - sum(({ systems }) => systems.undecided),
  }
}
