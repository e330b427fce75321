import type { Questionnaire } from '@primum/core/questionnaires/questionnaire'
import { questionnaireIds } from '../../content.ts'
import type { Context } from '../../context.ts'
import { notFound } from '../../errors.ts'

/** The whole content of a questionnaire, for forms. */
export async function readQuestionnaire(ctx: Context, id: string): Promise<Questionnaire> {
  ctx.authorize('assessments.read')
  const known = questionnaireIds.find((each) => each === id)
  if (known === undefined) throw notFound('questionnaire', id)
  return ctx.services.content.questionnaire(known)
}
