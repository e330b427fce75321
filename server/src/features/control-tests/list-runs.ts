import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { decodeCursor, toPage } from '../../http/paging.ts'
import type { controlTestRunQuery } from './schemas.ts'
import { loadControlTest, toRun } from './store.ts'

/** The runs of a test, newest first: what was asked then, and what came out. */
export async function listRuns(
  ctx: Context,
  testId: string,
  { limit, cursor }: z.infer<typeof controlTestRunQuery>,
) {
  ctx.authorize('controls.read')
  await loadControlTest(ctx, testId)
  let select = ctx.db
    .selectFrom('control_test_runs')
    .selectAll()
    .where('organization_id', '=', ctx.organizationId)
    .where('test_id', '=', testId)
  if (cursor !== undefined) {
    const [ranAt, sequence] = decodeCursor(cursor, 2)
    select = select.where(
      sql<boolean>`(ran_at, sequence) < (${ranAt}::timestamptz, ${sequence}::bigint)`,
    )
  }
  const rows = await select
    .orderBy('ran_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(limit + 1)
    .execute()
  return toPage(rows, limit, toRun, (row) => [row.ran_at.toISOString(), row.sequence])
}
