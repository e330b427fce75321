import { segmentWords } from '@primum/core/monitoring/segment'
import type { CardRegister } from '@primum/core/model-card/card-register'
import type { CardMonitor } from '@primum/core/model-card/model-card'
import type { Context } from '../../context.ts'
import { bodyOf } from '../../monitoring/monitor-body.ts'
import { listAssessments } from '../assessments/list-assessments.ts'
import { readAssessment } from '../assessments/read-assessment.ts'
import { readBaseline } from '../baselines/read-baseline.ts'

/** The newest signed assessment of each kind, and what was written beside its answers. */
export async function cardAssessments(
  ctx: Context,
  aiSystemId: string,
): Promise<Pick<CardRegister, 'assessments' | 'notes'>> {
  const { items } = await listAssessments(ctx, aiSystemId)
  const signed = items.filter(({ status }) => status === 'signed')
  const newest = signed.filter(
    ({ kind }, index) => signed.findIndex((each) => each.kind === kind) === index,
  )
  const impact = newest.find(({ kind }) => kind === 'ai-impact')
  return {
    assessments: newest.map(({ title, result, signOffs, updatedAt }) => ({
      title,
      band: result.band,
      signedOn: (signOffs.at(-1)?.createdAt ?? updatedAt).slice(0, 10),
    })),
    notes: impact === undefined ? {} : await notesOf(ctx, impact.id),
  }
}

async function notesOf(ctx: Context, id: string): Promise<Record<string, string>> {
  const { answers } = await readAssessment(ctx, id)
  return Object.fromEntries(
    answers.flatMap(({ questionId, note }) => (note ? [[questionId, note]] : [])),
  )
}

export async function cardBaseline(
  ctx: Context,
  baselineId: string | null,
): Promise<CardRegister['baseline']> {
  return baselineId === null ? null : readBaseline(ctx, baselineId, { full: false })
}

/** What is watched, without what is seen: that changes by the day. */
export async function cardMonitors(ctx: Context, aiSystemId: string): Promise<CardMonitor[]> {
  ctx.authorize('monitoring.read')
  const rows = await ctx.db
    .selectFrom('monitors')
    .select(['key', 'body', 'enabled'])
    .where('organization_id', '=', ctx.organizationId)
    .where('ai_system_id', '=', aiSystemId)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()
  return rows.map((row) => {
    const monitor = bodyOf(row)
    return {
      key: row.key,
      metric: monitor.metric,
      feature: monitor.feature ?? null,
      threshold: monitor.threshold ?? null,
      segment: segmentWords(monitor.segment),
      windowDays: monitor.windowDays,
      margin: monitor.margin,
      severity: monitor.severity,
      action: monitor.action,
    }
  })
}
