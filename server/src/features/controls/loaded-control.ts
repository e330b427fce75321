import { sql } from 'kysely'
import type { z } from 'zod'
import { implementationOf } from '@primum/core/controls/implementation'
import type { Implementation } from '@primum/core/controls/implementation'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { loadTestsOf, testFactOf } from '../control-tests/tests-of-controls.ts'
import type { ControlTest } from '../control-tests/tests-of-controls.ts'
import { loadEvidenceOf } from './control-evidence.ts'
import type { ControlEvidence } from './control-evidence.ts'
import type { controlSummary } from './schemas.ts'

export type ControlSummary = z.infer<typeof controlSummary>

export type LoadedControl = {
  summary: ControlSummary
  tests: ControlTest[]
  evidence: ControlEvidence[]
  /** also of a retired one, which the summary does not show */
  implementation: Implementation
}

type StoredRequirement = Omit<ControlSummary['requirements'][number], 'createdAt'> & {
  /** as JSON of the database writes it */
  createdAt: string
}

export function selectControls(ctx: Context) {
  return ctx.db
    .selectFrom('controls')
    .leftJoin('members', 'members.id', 'controls.owner_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .selectAll('controls')
    .select(['members.user_id as owner_user_id', 'members.removed_at as owner_removed_at'])
    .select(['user.name as owner_name', sql<string>`lower(controls.reference)`.as('sort_value')])
    .select(
      sql<StoredRequirement[]>`coalesce((select json_agg(json_build_object(
        'requirementId', requirement_id, 'reach', reach, 'rationale', rationale,
        'createdBy', created_by, 'createdAt', created_at) order by requirement_id)
        from control_requirements where control_id = controls.id), '[]'::json)`.as('requirements'),
    )
    .where('controls.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectControls>['executeTakeFirstOrThrow']>>

/** Controls with what stands with them: two questions for all of them, however many. */
export async function completeControls(
  ctx: Context,
  rows: readonly Row[],
): Promise<LoadedControl[]> {
  const ids = rows.map(({ id }) => id)
  const testsOf = await loadTestsOf(ctx, ids)
  const evidenceOf = await loadEvidenceOf(ctx, ids)
  const today = ctx.now().toISOString().slice(0, 10)
  return rows.map((row) => {
    const tests = testsOf.get(row.id) ?? []
    const asked = tests.filter(({ retiredAt }) => retiredAt === null)
    const evidence = evidenceOf.get(row.id) ?? []
    const ownerNamed = row.owner_id !== null && row.owner_removed_at === null
    const facts = { ownerNamed, evidence, tests: asked.map(testFactOf) }
    const implementation = implementationOf(facts, today)
    return {
      summary: summarize(row, asked, evidence, implementation),
      tests,
      evidence,
      implementation,
    }
  })
}

function summarize(
  row: Row,
  tests: readonly ControlTest[],
  evidence: readonly ControlEvidence[],
  implementation: Implementation,
): ControlSummary {
  return {
    id: row.id,
    reference: row.reference,
    title: row.title,
    description: row.description,
    owner:
      row.owner_id === null
        ? null
        : {
            id: row.owner_id,
            userId: row.owner_user_id ?? '',
            name: row.owner_name ?? '',
            left: row.owner_removed_at !== null,
          },
    implementation: row.retired_at === null ? implementation : null,
    requirements: row.requirements.map((each) => ({
      ...each,
      createdAt: new Date(each.createdAt).toISOString(),
    })),
    evidence: { linked: evidence.length, valid: evidence.filter(({ valid }) => valid).length },
    tests: {
      defined: tests.length,
      passed: tests.filter(({ lastRun }) => lastRun?.result === 'passed').length,
    },
    retiredAt: row.retired_at?.toISOString() ?? null,
    retirementReason: row.retirement_reason,
    createdBy: row.created_by as unknown as ActorStamp,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    revision: row.revision,
  }
}

export async function loadControl(ctx: Context, id: string): Promise<LoadedControl> {
  const row = await selectControls(ctx).where('controls.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('control', id)
  const [loaded] = await completeControls(ctx, [row])
  return loaded!
}
