import type { z } from 'zod'
import { allQuestions } from '@primum/core/questionnaires/questionnaire'
import { questionnaireIds } from '../../content.ts'
import type { Context } from '../../context.ts'
import type { questionnaireList } from './schemas.ts'

export async function listQuestionnaires(ctx: Context): Promise<z.infer<typeof questionnaireList>> {
  ctx.authorize('assessments.read')
  const { content } = ctx.services
  const all = await Promise.all(questionnaireIds.map((id) => content.questionnaire(id)))
  return {
    items: all.map((each) => ({
      id: each.id,
      version: each.version,
      title: each.title,
      about: each.about,
      questions: allQuestions(each).length,
    })),
  }
}
