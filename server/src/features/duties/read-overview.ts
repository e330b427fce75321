import { sql } from 'kysely'
import type { z } from 'zod'
import { dutyStatuses } from '@primum/core/duties/duty'
import type { DutyStatus } from '@primum/core/duties/duty'
import { noLegalAdvice } from '@primum/core/frameworks/applicability'
import type { Library } from '@primum/core/frameworks/library'
import { dayOfInstant } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { deriveStale } from './derive-stale.ts'
import { judgedDuties } from './judged-duties.ts'
import { late, unownedBy, waiting } from './listing.ts'
import { titlesOf } from './present.ts'
import type { dutyOverview } from './schemas.ts'

type Overview = z.input<typeof dutyOverview>

type Row = {
  requirement_id: string
  framework: string
  prohibits: boolean
  every_months: number | null
  status: DutyStatus
  count: number
  next: string | null
  overdue: number
  unowned: number
}

/** The duties of the organization, requirement by requirement. */
export async function readOverview(ctx: Context): Promise<Overview> {
  ctx.authorize('duties.read')
  const { remaining } = await deriveStale(ctx)
  const library = await libraryOf(ctx)
  const today = dayOfInstant(ctx.now().toISOString())
  const found = new Map<string, Overview['items'][number]>()
  for (const row of await loadRows(ctx, today)) {
    const { requirement_id: id, prohibits, every_months: everyMonths } = row
    const item = found.get(id) ?? {
      ...{ ...titlesOf(library, row), prohibits, everyMonths, systems: none() },
      ...{ nextDueOn: null, overdue: 0, unowned: 0 },
    }
    found.set(id, item)
    item.systems[row.status] += row.count
    item.overdue += row.overdue
    item.unowned += row.unowned
    if (row.next !== null && (item.nextDueOn === null || row.next < item.nextDueOn)) {
      item.nextDueOn = row.next
    }
  }
  const items = [...found.values()].toSorted(inOrderOf(library))
  return { today, deriving: remaining, items, notice: noLegalAdvice }
}

async function loadRows(ctx: Context, today: string): Promise<Row[]> {
  const scope = sql`d.state <> 'ended'`
  const { rows } = await sql<Row>`
    select requirement_id, min(framework) as framework, bool_or(prohibits) as prohibits,
      max(every_months) as every_months, status, count(*) as count,
      min(due) filter (where due >= ${today}::date) as next,
      count(*) filter (where ${late(today)}) as overdue,
      count(*) filter (where ${waiting} and unowned) as unowned
    from (
      select d.*, ${unownedBy(ctx)} as unowned from ${judgedDuties(ctx, today, scope)} as d
    ) as judged
    group by requirement_id, status`.execute(ctx.db)
  return rows
}

function none(): Record<DutyStatus, number> {
  return Object.fromEntries(dutyStatuses.map((status) => [status, 0])) as Record<DutyStatus, number>
}

/** As the frameworks list them; what is in none any more comes last. */
function inOrderOf(library: Library) {
  const ids = [...library.frameworks.values()].flatMap(({ requirements }) => requirements)
  const places = new Map(ids.map(({ id }, place) => [id, place]))
  const place = ({ requirement: { id } }: Overview['items'][number]) => places.get(id) ?? Infinity
  return (a: Overview['items'][number], b: Overview['items'][number]) => {
    const [one, other] = [place(a), place(b)]
    return one === other ? a.requirement.id.localeCompare(b.requirement.id) : one < other ? -1 : 1
  }
}
