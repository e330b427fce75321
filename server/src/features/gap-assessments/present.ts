import type { Selectable } from 'kysely'
import type { Framework } from '@primum/core/frameworks/framework'
import { countGaps, gapOf } from '@primum/core/frameworks/gap'
import type { GapJudgement, GapState } from '@primum/core/frameworks/gap'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { GapAssessments } from '../../db/schema.gen.ts'
import type { ActorStamp } from '../../ledger/actor-stamp.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { readCoverage } from '../controls/read-coverage.ts'
import { declaredExclusions } from '../statements/declared-exclusions.ts'
import type { gapAssessment, gapLine } from './schemas.ts'
import { findGapAssessment, toSummary } from './store.ts'

export type GapAssessment = z.infer<typeof gapAssessment>
export type GapLine = z.infer<typeof gapLine>

/** An open one as it stands now; a closed one as it was closed. */
export async function loadGapAssessment(ctx: Context, id: string): Promise<GapAssessment> {
  const row = await findGapAssessment(ctx, id)
  const library = await libraryOf(ctx)
  if (row.result !== null) {
    const { lines, areas } = row.result as unknown as Pick<GapAssessment, 'lines' | 'areas'>
    return { ...toSummary(row, library), lines, areas, counts: countsOf(lines) }
  }
  const lines = await openLines(ctx, row)
  return {
    ...toSummary(row, library),
    ...{
      lines,
      counts: countsOf(lines),
      areas: areasOf(lines, library.frameworks.get(row.framework)),
    },
  }
}

const countsOf = (lines: readonly { gap: GapState }[]) => countGaps(lines.map(({ gap }) => gap))

/** Headings in the order of the framework: 6 before 6.1, although what 6.1 asks stands before 6.2. */
function areasOf(
  lines: readonly GapLine[],
  framework: Framework | undefined,
): GapAssessment['areas'] {
  const headings = new Map(
    framework?.requirements.map((each, place) => [each.id, { ...each, place }]),
  )
  return [...Map.groupBy(lines, ({ area }) => area)]
    .map(([id, of]) => ({ id, heading: headings.get(id ?? ''), counts: countsOf(of) }))
    .toSorted((one, other) => (one.heading?.place ?? -1) - (other.heading?.place ?? -1))
    .map(({ id, heading, counts }) => ({ id, title: heading?.title ?? id ?? '', counts }))
}

async function openLines(ctx: Context, row: Selectable<GapAssessments>): Promise<GapLine[]> {
  const { framework, id } = row
  const covered = await readCoverage(ctx, framework, await declaredExclusions(ctx, framework))
  const items = new Map((await loadItems(ctx, id)).map((item) => [item.requirement_id, item]))
  return covered.items.map(({ requirement, state, reason, contributions }): GapLine => {
    const item = items.get(requirement.id)
    const judgement = (item?.judgement ?? null) as GapJudgement | null
    const gap = gapOf({ state, reason }, judgement)
    return {
      ...{ requirementId: requirement.id, title: requirement.title, area: requirement.parent },
      ...{ gap: gap.state, reason: gap.reason, coverage: { state, reason } },
      controls: contributions.map(({ control }) => ({
        ...{ id: control.id, reference: control.reference, title: control.title },
      })),
      ...{ judgement, note: item?.note ?? '', revision: item?.revision ?? 0 },
      carriedFrom: item?.carried_from ?? null,
      judgedBy: (item?.judged_by as unknown as ActorStamp | null | undefined)?.name ?? null,
      judgedAt: item?.judged_at?.toISOString() ?? null,
      finding: item === undefined ? null : toFinding(item, ctx.now()),
    }
  })
}

function loadItems(ctx: Context, id: string) {
  return ctx.db
    .selectFrom('gap_items')
    .leftJoin('findings', 'findings.id', 'gap_items.finding_id')
    .leftJoin('members', 'members.id', 'findings.owner_id')
    .leftJoin('user', 'user.id', 'members.user_id')
    .select(['requirement_id', 'judgement', 'note', 'gap_items.revision', 'carried_from'])
    .select(['judged_by', 'judged_at', 'finding_id', 'findings.number', 'findings.status'])
    .select(['findings.severity', 'findings.due_at', 'user.name as owner_name'])
    .where('gap_assessment_id', '=', id)
    .execute()
}

type Item = Awaited<ReturnType<typeof loadItems>>[number]

function toFinding(item: Item, now: Date): GapLine['finding'] {
  const { finding_id: id, number, status, severity, due_at: dueAt } = item
  if (id === null || dueAt === null) return null
  const settled = status === 'resolved' || status === 'verified'
  return {
    id,
    reference: `F-${number}`,
    status: status as NonNullable<GapLine['finding']>['status'],
    severity: severity as NonNullable<GapLine['finding']>['severity'],
    owner: item.owner_name,
    dueAt: dueAt.toISOString(),
    overdue: !settled && dueAt.getTime() < now.getTime(),
  }
}
