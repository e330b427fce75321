import { z } from 'zod'
import type { EvidenceTarget } from '@primum/core/evidence/evidence'
import { requirementIdSchema } from '@primum/core/frameworks/requirement-id'
import { lifecycleStages } from '@primum/core/lifecycle/stages'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { libraryOf } from '../content-packs/library-of.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'

export type Target = { type: EvidenceTarget; id: string; aiSystemId: string | null }

const uuid = z.uuid()

/**
 * The target with the AI system that it belongs to. What is linked must be there: records in the
 * organization, requirements and obligations in a framework that the program has now.
 */
export async function resolveTarget(ctx: Context, target: Target): Promise<Target> {
  const { type, id, aiSystemId } = target
  if (aiSystemId !== null) await loadAiSystem(ctx, aiSystemId)
  if (type === 'requirement' || type === 'obligation') return requirementOf(ctx, target)
  if (type === 'gate') return gateOf(target)
  if (!uuid.safeParse(id).success) throw invalid('id', `This is not the id of ${named[type]}.`)
  if (type === 'control') return controlOf(ctx, target)
  const owner = await systemOf(ctx, type, id)
  if (aiSystemId !== null && aiSystemId !== owner) {
    throw invalid('aiSystemId', `The AI system of ${named[type]} is another one.`)
  }
  return { type, id, aiSystemId: owner }
}

/** Several targets, each once. */
export async function resolveTargets(ctx: Context, targets: readonly Target[]): Promise<Target[]> {
  const resolved = new Map<string, Target>()
  for (const each of targets) {
    const target = await resolveTarget(ctx, each)
    resolved.set(JSON.stringify([target.type, target.id, target.aiSystemId]), target)
  }
  return [...resolved.values()]
}

const named = {
  control: 'a control',
  assessment: 'an assessment',
  'ai-system': 'an AI system',
  finding: 'a finding',
  incident: 'an incident',
} as const

const tables = { assessment: 'assessments', finding: 'findings', incident: 'incidents' } as const

async function systemOf(
  ctx: Context,
  type: Exclude<keyof typeof named, 'control'>,
  id: string,
): Promise<string | null> {
  if (type === 'ai-system') return (await loadAiSystem(ctx, id)).id
  const row = await ctx.db
    .selectFrom(tables[type])
    .select('ai_system_id')
    .where('id', '=', id)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw invalid('id', `There is no such ${type} here.`)
  return row.ai_system_id
}

async function requirementOf(ctx: Context, target: Target): Promise<Target> {
  if (!requirementIdSchema.safeParse(target.id).success) {
    throw invalid('id', 'A requirement stands with its framework, as in ISO42001:A.6.2.4.')
  }
  const library = await libraryOf(ctx)
  if (library.requirement(target.id) !== null) return target
  throw invalid('id', `There is no requirement ${target.id} here.`, 'Look it up in its framework.')
}

async function controlOf(ctx: Context, target: Target): Promise<Target> {
  const row = await ctx.db
    .selectFrom('controls')
    .select('id')
    .where('id', '=', target.id)
    .where('organization_id', '=', ctx.organizationId)
    .executeTakeFirst()
  if (row === undefined) throw invalid('id', 'There is no such control here.')
  return target
}

function gateOf(target: Target): Target {
  if (!lifecycleStages.some((stage) => stage === target.id)) {
    throw invalid('id', 'A gate is named by its stage.', `One of ${lifecycleStages.join(', ')}.`)
  }
  if (target.aiSystemId === null) throw invalid('aiSystemId', 'A gate is that of an AI system.')
  return target
}
