import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { waitingStatuses } from '@primum/core/duties/duty'
import type { Library } from '@primum/core/frameworks/library'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { decodeCursor } from '../../http/paging.ts'
import { judgedDuties } from './judged-duties.ts'
import type { JudgedPage, JudgedRow } from './judged-duties.ts'
import { memberNames } from './people.ts'
import type { dutyQuery } from './schemas.ts'

type Query = z.output<typeof dutyQuery>

export type ListedRow = JudgedRow & {
  reference: string
  system_name: string
  model_owner: string
  owner_name: string | null
  owner_user_id: string | null
  model_owner_member: string | null
  model_owner_user_id: string | null
}

/** Duties with AI system and owners, what is due first first. */
export async function selectDuties(
  ctx: Context,
  today: string,
  scope: RawBuilder<unknown>,
  page: JudgedPage = {},
): Promise<ListedRow[]> {
  // The page is cut before the names are looked up.
  const { rows } = await sql<ListedRow>`
    select page.*, ai_systems.reference, ai_systems.name as system_name, ai_systems.model_owner,
      given.name as owner_name, given.id as owner_user_id,
      named.member_id as model_owner_member, named_member.user_id as model_owner_user_id
    from ${judgedDuties(ctx, today, scope, page)} as page
      join ai_systems on ai_systems.id = page.ai_system_id
      left join members on members.id = page.owner_id
      left join "user" as given on given.id = members.user_id
      left join ${memberNames(ctx)} as named on named.name = lower(trim(ai_systems.model_owner))
      left join members as named_member on named_member.id = named.member_id
    order by page.place, page.id`.execute(ctx.db)
  return rows
}

/** The conditions of a query: those on what is kept, and those on what is judged. */
export function conditionsOf(ctx: Context, library: Library, query: Query, today: string) {
  return {
    scope: joined([...ofDuty(query), ...ofPeople(ctx, query), ...ofWords(ctx, query, library)]),
    where: joined([...ofStatus(query, today), ...behind(query.cursor)]),
  }
}

export function positionOf({ place, id }: JudgedRow): (string | number)[] {
  return [place, id]
}

/** Duties that nobody sees to: given to nobody, of an AI system that names no member. */
export function unownedBy(ctx: Context): RawBuilder<unknown> {
  return sql`(d.owner_id is null and d.ai_system_id not in (${systemsOf(ctx, null)}))`
}

/** Duties that the asker sees to. */
export function ownedBy(ctx: Context): RawBuilder<unknown> {
  const { memberId } = ctx.actor
  if (memberId === null) return sql`false`
  return sql`(d.owner_id = ${memberId}
    or d.owner_id is null and d.ai_system_id in (${systemsOf(ctx, memberId)}))`
}

/** AI systems whose record names a member as model owner; of null any. */
function systemsOf(ctx: Context, memberId: string | null): RawBuilder<unknown> {
  const whose = memberId === null ? sql`true` : sql`named.member_id = ${memberId}`
  return sql`select owned.id from ai_systems as owned
    join ${memberNames(ctx)} as named on named.name = lower(trim(owned.model_owner))
    where owned.organization_id = ${ctx.organizationId} and ${whose}`
}

function ofDuty({ state, framework, requirement, aiSystemId, ownerId }: Query) {
  const found: RawBuilder<unknown>[] = []
  if (state !== undefined) found.push(sql`d.state = ${state}`)
  if (framework !== undefined) found.push(sql`d.framework = ${framework}`)
  if (requirement !== undefined) found.push(sql`d.requirement_id = ${requirement}`)
  if (aiSystemId !== undefined) found.push(sql`d.ai_system_id = ${aiSystemId}`)
  if (ownerId !== undefined) found.push(sql`d.owner_id = ${ownerId}`)
  return found
}

function ofPeople(ctx: Context, { mine, unowned }: Query) {
  const found: RawBuilder<unknown>[] = []
  if (mine !== undefined)
    found.push(mine ? ownedBy(ctx) : sql`not coalesce(${ownedBy(ctx)}, false)`)
  if (unowned !== undefined) found.push(unowned ? unownedBy(ctx) : sql`not ${unownedBy(ctx)}`)
  return found
}

/** Every word stands in the requirement, or every word in the AI system, or in the note. */
function ofWords(ctx: Context, { q }: Query, library: Library) {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const ids = [...library.frameworks.values()]
    .flatMap(({ requirements }) => requirements)
    .filter(({ id, title }) => {
      const text = `${id} ${title}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
    .map(({ id }) => id)
  const has = (text: RawBuilder<unknown>) =>
    joined(words.map((word) => sql`position(${word} in lower(${text})) > 0`))
  return [
    sql`(d.requirement_id = any(${ids}::text[]) or ${has(sql`d.requirement_id`)}
      or ${has(sql`d.note`)} or d.ai_system_id in (
        select found.id from ai_systems as found where found.organization_id = ${ctx.organizationId}
          and ${has(sql`found.reference || ' ' || found.name`)}))`,
  ]
}

function ofStatus({ status, state, overdue }: Query, today: string) {
  const found: RawBuilder<unknown>[] = []
  if (status === 'waiting') found.push(waiting)
  else if (status !== undefined) found.push(sql`judged.status = ${status}`)
  else if (state === undefined) found.push(somethingToSee)
  if (overdue !== undefined) found.push(overdue ? late(today) : sql`not ${late(today)}`)
  return found
}

/** In the words of the index that has them in order. */
const somethingToSee = sql`judged.status not in ('undecided', 'exempt', 'ended')`

/** Somebody has something to do. */
export const waiting = sql`(${somethingToSee} and judged.status in (${sql.join(
  waitingStatuses.map((status) => sql.lit(status)),
)}))`

/** Waiting, and its day is over. */
export function late(today: string): RawBuilder<boolean> {
  return sql`(${waiting} and judged.place < ${today}::date)`
}

function behind(cursor: string | undefined) {
  if (cursor === undefined) return []
  const [day, id] = decodeCursor(cursor, 2).map(String)
  if (!z.iso.date().safeParse(day).success || !z.uuid().safeParse(id).success) {
    throw invalid('cursor', 'This cursor was not made here.', 'Start again without a cursor.')
  }
  return [sql`(judged.place, judged.id) > (${day}::date, ${id}::uuid)`]
}

function joined(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql`(${sql.join(conditions, sql` and `)})`
}
