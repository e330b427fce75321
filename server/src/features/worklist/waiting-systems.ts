import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { AiSystems } from '../../db/schema.gen.ts'
import type { WorklistItem } from './schemas.ts'

/** The next step of each AI system that the asker can take: classify, assess, pass a gate. */
export async function waitingSystems(ctx: Context): Promise<WorklistItem[]> {
  ctx.authorize('ai-systems.read')
  const systems = await ctx.db
    .selectFrom('ai_systems')
    .select(['id', 'name', 'stage', 'tier', 'synthetic', 'suspended_at', 'suspension_reason'])
    .where('organization_id', '=', ctx.organizationId)
    .where('stage', '!=', 'retirement')
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
  const drafts = await ctx.db
    .selectFrom('assessments')
    .select(['id', 'ai_system_id', 'kind', 'status'])
    .where('organization_id', '=', ctx.organizationId)
    .where(sql<boolean>`ai_system_id = any(${systems.map(({ id }) => id)}::uuid[])`)
    .where('status', 'in', ['draft', 'signed'])
    .execute()
  const bySystem = Map.groupBy(drafts, (draft) => draft.ai_system_id)
  return systems.flatMap((system) => nextStep(ctx, system, bySystem.get(system.id) ?? []))
}

type System = Pick<
  Selectable<AiSystems>,
  'id' | 'name' | 'stage' | 'tier' | 'synthetic' | 'suspended_at' | 'suspension_reason'
>
type Assessment = { id: string; kind: string; status: string }

function nextStep(ctx: Context, system: System, assessments: Assessment[]): WorklistItem[] {
  const base = `/ai-systems/${system.id}`
  const item = (
    kind: WorklistItem['kind'],
    title: string,
    detail: string,
    path: string,
    action: string,
    urgency: WorklistItem['urgency'] = 'later',
  ): WorklistItem => ({
    id: `${kind}-${system.id}-${path}`,
    kind,
    title: `${system.name}: ${title}`,
    detail,
    path,
    action,
    dueAt: null,
    clockNow: null,
    overdue: false,
    urgency,
    synthetic: system.synthetic,
  })
  if (system.suspended_at !== null) {
    if (!ctx.may('ai-systems.resume').allowed) return []
    const why = system.suspension_reason ?? 'No reason was given.'
    return [item('suspended', 'suspended', why.slice(0, 300), base, 'Decide how to go on', 'now')]
  }
  if (system.tier === null) {
    if (!ctx.may('classifications.classify').allowed) return []
    const why = 'Its risk tier decides what everything after it needs.'
    return [
      item(
        'classification',
        'not classified',
        why,
        `${base}/risk-and-impact`,
        'Classify it',
        'soon',
      ),
    ]
  }
  if (system.stage === 'operation-and-monitoring') return []
  const missing = (['organisational-risk', 'ai-impact'] as const).filter(
    (kind) => !assessments.some((each) => each.kind === kind && each.status === 'signed'),
  )
  if (missing.length > 0) {
    const words = { 'organisational-risk': 'organisational risk', 'ai-impact': 'AI impact' }
    if (!ctx.may('assessments.answer').allowed) return []
    return missing.map((kind) =>
      item(
        'assessment',
        `${words[kind]} assessment`,
        'Needed before it may go to production.',
        `${base}/risk-and-impact`,
        'Answer and sign it',
        'soon',
      ),
    )
  }
  const acts = ctx.may('lifecycle.sign').allowed || ctx.may('lifecycle.advance').allowed
  if (!acts) return []
  const stage = system.stage.replaceAll('-', ' ')
  return [
    item(
      'gate',
      `in ${stage}`,
      'See what its next gate needs.',
      `${base}/lifecycle`,
      'Review the gate',
    ),
  ]
}
