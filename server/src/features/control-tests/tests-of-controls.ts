import { sql } from 'kysely'
import type { z } from 'zod'
import { dueDay } from '@primum/core/controls/control-test'
import type { ControlTestFact } from '@primum/core/controls/implementation'
import type { Context } from '../../context.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import type { controlTest, controlTestRunSummary } from './schemas.ts'

export type ControlTest = z.infer<typeof controlTest>
export type RunSummary = z.infer<typeof controlTestRunSummary>

/** Tests with their newest run: one of an older definition says nothing of the test as it is. */
export function selectControlTests(ctx: Context) {
  return ctx.db
    .selectFrom('control_tests')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('control_test_runs as run')
          .select(['run.id as run_id', 'run.ran_at', 'run.ran_by', 'run.result', 'run.counts'])
          .select(['run.note', 'run.finding_id'])
          .whereRef('run.test_id', '=', 'control_tests.id')
          .whereRef('run.definition', '=', 'control_tests.definition')
          .orderBy('run.ran_at', 'desc')
          .orderBy('run.sequence', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .selectAll('control_tests')
    .select(['run_id', 'ran_at', 'ran_by', 'result', 'counts', 'note', 'finding_id'])
    .where('control_tests.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectControlTests>['executeTakeFirstOrThrow']>>

export function toControlTest(row: Row): ControlTest {
  const { run_id: runId, ran_at: ranAt, every_months: everyMonths } = row
  return {
    id: row.id,
    controlId: row.control_id,
    title: row.title,
    kind: row.kind as ControlTest['kind'],
    procedure: row.procedure,
    everyMonths,
    query: row.query,
    parameters: row.parameters as ControlTest['parameters'],
    definition: row.definition,
    lastRun:
      runId === null || ranAt === null
        ? null
        : {
            id: runId,
            testId: row.id,
            ranAt: ranAt.toISOString(),
            ranBy: row.ran_by as unknown as ActorStamp,
            result: row.result as RunSummary['result'],
            counts: row.counts as unknown as RunSummary['counts'],
            note: row.note,
            findingId: row.finding_id,
            ofDefinition: row.definition,
          },
    dueOn: ranAt === null || everyMonths === null ? null : dueDay(ranAt, everyMonths),
    retiredAt: row.retired_at?.toISOString() ?? null,
    retirementReason: row.retirement_reason,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    revision: row.revision,
  }
}

/** The tests of many controls with one question, by control; retired ones last. */
export async function loadTestsOf(
  ctx: Context,
  controlIds: readonly string[],
): Promise<Map<string, ControlTest[]>> {
  if (controlIds.length === 0) return new Map()
  const rows = await selectControlTests(ctx)
    .where(sql<boolean>`control_tests.control_id = any(${[...controlIds]}::uuid[])`)
    .orderBy(sql`control_tests.retired_at is not null`)
    .orderBy('control_tests.created_at')
    .orderBy('control_tests.id')
    .execute()
  return Map.groupBy(rows.map(toControlTest), ({ controlId }) => controlId)
}

/** What a test that is still asked says of its control. */
export function testFactOf({ title, lastRun, dueOn }: ControlTest): ControlTestFact {
  return { title, result: lastRun?.result ?? null, dueOn }
}
