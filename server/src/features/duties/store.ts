import { sql } from 'kysely'
import type { DutyChange, KnownDuty } from '@primum/core/duties/derive-duties'
import type { DutyState } from '@primum/core/duties/duty'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import { requireRevision } from '../../require-revision.ts'

export type LookAgain = { because: string[]; at: string }

export async function loadKnownDuties(ctx: Context, aiSystemId: string): Promise<KnownDuty[]> {
  const rows = await ctx.db
    .selectFrom('duties')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .execute()
  return rows.map((row) => ({
    requirementId: row.requirement_id,
    framework: row.framework,
    rule: row.rule,
    state: row.state as DutyState,
    prohibits: row.prohibits,
    effective: row.effective,
    everyMonths: row.every_months,
    arisenOn: row.arisen_at.toISOString().slice(0, 10),
    dueOn: row.due_on,
    dueAgreed: row.due_agreed,
  }))
}

/** Takes a system off the list of those to be derived; false where it stood there no longer. */
export async function takeStale(tx: Context, aiSystemId: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select take_stale_duties(
    ${tx.organizationId}, ${aiSystemId}) as taken`.execute(tx.db)
  return rows[0]?.taken ?? false
}

export async function countStale(ctx: Context): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('duties_stale')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirstOrThrow()
  return count
}

const again = 'It had ended, and is asked for again.'

/** Writes what the law says; owner, note and what was set aside stay as people left them. */
export async function upsertDuties(
  tx: Context,
  aiSystemId: string,
  changes: readonly DutyChange[],
): Promise<void> {
  const now = tx.now()
  const lookAgain: LookAgain = { because: [again], at: now.toISOString() }
  const rows = changes.map(({ requirementId, after, arisenOn, dueOn, cameBack }) => ({
    id: tx.newId(),
    requirement_id: requirementId,
    ...{ framework: after.framework, rule: after.rule, state: after.state },
    ...{ prohibits: after.prohibits, effective: after.effective, every_months: after.everyMonths },
    arisen_at:
      arisenOn === now.toISOString().slice(0, 10) ? now.toISOString() : `${arisenOn}T00:00Z`,
    due_on: dueOn,
    look_again: cameBack ? lookAgain : null,
  }))
  // A hundred rows in one value: as many parameters take longer to bind than the rows to write.
  await sql`
    insert into duties (id, organization_id, ai_system_id, requirement_id, framework, rule, state,
      prohibits, effective, every_months, arisen_at, state_since, due_on, look_again)
    select id, ${tx.organizationId}, ${aiSystemId}, requirement_id, framework, rule, state,
      prohibits, effective, every_months, arisen_at, ${now}, due_on, look_again
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as each (id uuid, requirement_id text,
      framework text, rule text, state text, prohibits boolean, effective date,
      every_months integer, arisen_at timestamptz, due_on date, look_again jsonb)
    on conflict (organization_id, ai_system_id, requirement_id) do update set
      framework = excluded.framework, rule = excluded.rule, state = excluded.state,
      prohibits = excluded.prohibits, effective = excluded.effective,
      every_months = excluded.every_months, due_on = excluded.due_on,
      -- A day that did not move keeps its hour.
      arisen_at = case when (duties.arisen_at at time zone 'UTC')::date
          = (excluded.arisen_at at time zone 'UTC')::date
        then duties.arisen_at else excluded.arisen_at end,
      state_since = case when duties.state = excluded.state
        then duties.state_since else excluded.state_since end,
      look_again = coalesce(excluded.look_again, duties.look_again),
      revision = duties.revision + 1`.execute(tx.db)
}

/** The row of a duty, held until the transaction ends. */
export async function lockDuty(tx: Context, id: string, revision: number | null) {
  const [row] = await lockDuties(tx, [id])
  if (row === undefined) throw notFound('duty', id)
  requireRevision(row.revision, revision, 'changed this duty')
  return row
}

/** Several, in one order, so that two who change many do not hold each other up. */
export async function lockDuties(tx: Context, ids: readonly string[]) {
  return tx.db
    .selectFrom('duties')
    .selectAll()
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
}

export type DutyRow = Awaited<ReturnType<typeof lockDuties>>[number]

/** What the ledger keeps of what people say of a duty. */
export function saidOf(row: DutyRow) {
  return {
    ...{ ownerId: row.owner_id, dueOn: row.due_on, dueAgreed: row.due_agreed, note: row.note },
    ...{ setAside: row.set_aside, lookAgain: row.look_again, revision: row.revision },
  }
}

/** What the details of an entry say of which duty it is. */
export function namesOf(row: DutyRow) {
  return { requirementId: row.requirement_id, aiSystemId: row.ai_system_id }
}
