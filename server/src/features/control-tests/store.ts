import type { z } from 'zod'
import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { ControlTestRuns } from '../../db/schema.gen.ts'
import { notFound, refusedBecause } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { requireRevision } from '../../require-revision.ts'
import { lockControl } from '../controls/lock-control.ts'
import type { ControlSummary } from '../controls/loaded-control.ts'
import type { controlTestRun } from './schemas.ts'
import { selectControlTests, toControlTest } from './tests-of-controls.ts'
import type { ControlTest } from './tests-of-controls.ts'

export type ControlTestRun = z.infer<typeof controlTestRun>

export async function loadControlTest(ctx: Context, id: string): Promise<ControlTest> {
  const row = await selectControlTests(ctx).where('control_tests.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('control test', id)
  return toControlTest(row)
}

/**
 * A test that is still asked, and its control: both are held until the transaction ends, the
 * control first. `revision` null takes it as it is.
 */
export async function lockControlTest(
  tx: Context,
  id: string,
  revision: number | null = null,
): Promise<{ control: ControlSummary; test: ControlTest }> {
  const { controlId } = await loadControlTest(tx, id)
  const { summary: control } = await lockControl(tx, controlId)
  await tx.db
    .selectFrom('control_tests')
    .select('id')
    .where('id', '=', id)
    .where('organization_id', '=', tx.organizationId)
    .forUpdate()
    .execute()
  const test = await loadControlTest(tx, id)
  if (test.retiredAt !== null) {
    const message = `The test "${test.title}" is retired.`
    throw refusedBecause([{ code: 'test-retired', message, remedy: 'Define another test.' }])
  }
  requireRevision(test.revision, revision, 'changed this test')
  return { control, test }
}

export function toRun(row: Selectable<ControlTestRuns>): ControlTestRun {
  return {
    id: row.id,
    testId: row.test_id,
    ranAt: row.ran_at.toISOString(),
    ranBy: row.ran_by as unknown as ActorStamp,
    result: row.result as ControlTestRun['result'],
    counts: row.counts as unknown as ControlTestRun['counts'],
    note: row.note,
    findingId: row.finding_id,
    ofDefinition: row.definition,
    procedure: row.procedure,
    query: row.query,
    parameters: row.parameters as ControlTestRun['parameters'],
    sample: row.sample as unknown as ControlTestRun['sample'],
  }
}
