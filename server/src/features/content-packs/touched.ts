import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { touchedRecords } from './schemas.ts'
import type { Step } from './step.ts'

export type Touched = z.infer<typeof touchedRecords>

/** What the organization has said or done about what a release changes. */
export async function loadTouched(
  ctx: Context,
  { lookAt, mappings }: Pick<Step, 'lookAt' | 'mappings'>,
): Promise<Touched> {
  const ids = [...lookAt.keys()]
  return {
    controls: ids.length === 0 ? [] : await touchedControls(ctx, ids),
    evidence: ids.length === 0 ? [] : await touchedEvidence(ctx, ids),
    duties: ids.length === 0 ? [] : await touchedDuties(ctx, ids),
    statements: ids.length === 0 ? [] : await touchedStatements(ctx, ids),
    gapAssessments: ids.length === 0 ? [] : await touchedGapAssessments(ctx, ids),
    adoptedMappings: await touchedMappings(ctx, ids, mappings),
  }
}

/** Rows of one record and requirement each, joined to one for each record. */
function gather<Row extends { id: string; requirementId: string }>(rows: readonly Row[]) {
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((of) => {
    const { requirementId: _, ...record } = of[0]!
    const requirementIds = [...new Set(of.map(({ requirementId }) => requirementId))].toSorted()
    return { ...record, requirementIds }
  })
}

async function touchedControls(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('control_requirements')
    .innerJoin('controls', 'controls.id', 'control_requirements.control_id')
    .select(['controls.id', 'reference', 'title', 'requirement_id as requirementId'])
    .where('control_requirements.organization_id', '=', ctx.organizationId)
    .where('requirement_id', 'in', ids)
    .where('controls.retired_at', 'is', null)
    .orderBy('reference')
    .execute()
  return gather(rows)
}

async function touchedEvidence(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('evidence_links')
    .innerJoin('evidence', 'evidence.id', 'evidence_links.evidence_id')
    .select(['evidence.id', 'title', 'target_id as requirementId'])
    .where('evidence_links.organization_id', '=', ctx.organizationId)
    .where('target_type', 'in', ['requirement', 'obligation'])
    .where('target_id', 'in', ids)
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('title')
    .orderBy('evidence.id')
    .execute()
  return gather(rows)
}

async function touchedDuties(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('duties')
    .innerJoin('ai_systems', 'ai_systems.id', 'duties.ai_system_id')
    .select(['duties.id', 'requirement_id', 'ai_system_id', 'reference', 'name'])
    .where('duties.organization_id', '=', ctx.organizationId)
    .where('requirement_id', 'in', ids)
    .where('duties.state', '!=', 'ended')
    .orderBy('requirement_id')
    .orderBy('reference')
    .execute()
  return rows.map(({ id, requirement_id, ai_system_id, reference, name }) => ({
    ...{ id, requirementId: requirement_id },
    aiSystem: { id: ai_system_id, reference, name },
  }))
}

/** The draft, and the newest that was signed: older ones are history. */
async function touchedStatements(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('statement_items')
    .innerJoin('statements', 'statements.id', 'statement_items.statement_id')
    .select(['statements.id', 'number', 'signed_at', 'requirement_id as requirementId'])
    .where('statements.organization_id', '=', ctx.organizationId)
    .where('requirement_id', 'in', ids)
    .where((eb) =>
      eb.or([
        eb('signed_at', 'is', null),
        eb('number', '=', (inner) =>
          inner
            .selectFrom('statements as newest')
            .select((count) => count.fn.max('newest.number').as('number'))
            .whereRef('newest.organization_id', '=', 'statements.organization_id')
            .whereRef('newest.framework', '=', 'statements.framework')
            .where('newest.signed_at', 'is not', null),
        ),
      ]),
    )
    .orderBy('number')
    .execute()
  return gather(rows).map(({ signed_at, ...each }) => ({ ...each, signed: signed_at !== null }))
}

async function touchedGapAssessments(ctx: Context, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('gap_items')
    .innerJoin('gap_assessments', 'gap_assessments.id', 'gap_items.gap_assessment_id')
    .select(['gap_assessments.id', 'number', 'requirement_id as requirementId'])
    .where('gap_assessments.organization_id', '=', ctx.organizationId)
    .where('closed_at', 'is', null)
    .where('requirement_id', 'in', ids)
    .orderBy('number')
    .execute()
  return gather(rows)
}

/** Adopted mappings that lead to what changed, or that are no longer what they were themselves. */
async function touchedMappings(ctx: Context, ids: readonly string[], pairs: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('adopted_mappings')
    .select(['from_id as from', 'to_id as to'])
    .where('organization_id', '=', ctx.organizationId)
    .orderBy('from_id')
    .orderBy('to_id')
    .execute()
  const changed = new Set(ids)
  const gone = new Set(pairs)
  return rows.filter(
    ({ from, to }) => changed.has(from) || changed.has(to) || gone.has(`${from} ${to}`),
  )
}
