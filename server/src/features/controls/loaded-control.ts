import { sql } from 'kysely'
import type { z } from 'zod'
import { implementationOf } from '@primum/core/controls/implementation'
import type { ControlFacts, Implementation } from '@primum/core/controls/implementation'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { loadTestsOf, testFactOf } from '../control-tests/tests-of-controls.ts'
import type { ControlTest } from '../control-tests/tests-of-controls.ts'
import { countEvidenceOf, loadEvidenceOf } from './control-evidence.ts'
import type { EvidenceCount } from './control-evidence.ts'
import type { controlSummary } from './schemas.ts'

export type ControlSummary = z.infer<typeof controlSummary>

export type LoadedControl = {
  summary: ControlSummary
  tests: ControlTest[]
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
        'lookAgain', look_again,
        'createdBy', created_by, 'createdAt', created_at) order by requirement_id)
        from control_requirements where control_id = controls.id), '[]'::json)`.as('requirements'),
    )
    .where('controls.organization_id', '=', ctx.organizationId)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectControls>['executeTakeFirstOrThrow']>>

/** Many controls, judged: four questions for all of them, however many. */
export async function completeControls(
  ctx: Context,
  rows: readonly Row[],
): Promise<LoadedControl[]> {
  const ids = rows.map(({ id }) => id)
  const testsOf = await loadTestsOf(ctx, ids)
  const counts = await countEvidenceOf(ctx, ids)
  // Why evidence does not count is only asked where none does.
  const unmet = ids.filter((id) => counts.get(id)?.valid === 0)
  const evidenceOf = await loadEvidenceOf(ctx, unmet)
  return rows.map((row) => {
    const count = counts.get(row.id) ?? { linked: 0, valid: 0 }
    const evidence = count.valid > 0 ? [counting] : (evidenceOf.get(row.id) ?? [])
    return judge(ctx, row, testsOf.get(row.id) ?? [], { evidence, count })
  })
}

/** Whichever piece it is that counts, the state is the same. */
const counting = { title: '', valid: true, reason: '' }

type Stand = { evidence: ControlFacts['evidence']; count: EvidenceCount }

function judge(
  ctx: Context,
  row: Row,
  tests: ControlTest[],
  { evidence, count }: Stand,
): LoadedControl {
  const asked = tests.filter(({ retiredAt }) => retiredAt === null)
  const ownerNamed = row.owner_id !== null && row.owner_removed_at === null
  const facts = { ownerNamed, evidence, tests: asked.map(testFactOf) }
  const implementation = implementationOf(facts, ctx.now().toISOString().slice(0, 10))
  return { summary: summarize(row, asked, count, implementation), tests, implementation }
}

function summarize(
  row: Row,
  tests: readonly ControlTest[],
  evidence: EvidenceCount,
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
    evidence,
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
  const [control] = await completeControls(ctx, [row])
  if (control === undefined) throw notFound('control', id)
  return control
}
