import type { z } from 'zod'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { assess } from './assess.ts'
import { outdatedBecause } from './validity.ts'
import type { assessment } from './schemas.ts'
import type { AssessmentRecord } from './store.ts'

/**
 * An assessment as people see it: a draft asked and scored by the system of today, a signed one as
 * it was signed.
 */
export async function presentAssessment(
  ctx: Context,
  record: AssessmentRecord,
  system: AiSystem,
): Promise<z.infer<typeof assessment>> {
  const assessed = await assess(ctx, system, record.kind, record.body)
  const { questionnaire } = assessed
  const draft = record.status === 'draft'
  const { signed, ...storedResult } = record.result
  const outdated = outdatedBecause(record, {
    system,
    tier: assessed.tier,
    tiering: await ctx.services.content.tiering(),
    questionnaireVersion: questionnaire.version,
    at: ctx.now(),
  })
  return {
    id: record.id,
    aiSystemId: record.aiSystemId,
    kind: record.kind,
    title: questionnaire.title,
    status: record.status,
    questionnaireVersion: draft ? questionnaire.version : record.questionnaireVersion,
    revision: record.revision,
    outdated,
    result: draft ? assessed.result : storedResult,
    signOffs: record.signOffs,
    createdAt: record.createdAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    questionnaire: {
      id: record.questionnaireId,
      version: draft ? questionnaire.version : record.questionnaireVersion,
      title: questionnaire.title,
      about: questionnaire.about,
      answers: questionnaire.scoring?.answers ?? [],
      sections: signed?.sections ?? assessed.sections,
    },
    answers: record.body.answers,
    treatment: record.body.treatment,
  }
}
