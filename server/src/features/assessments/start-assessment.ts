import type { z } from 'zod'
import { usableAnswers } from '@primum/core/questionnaires/answers'
import type { Context } from '../../context.ts'
import { conflict } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { assess, noTreatment } from './assess.ts'
import type { AssessmentBody } from './assess.ts'
import { questionnaireOf } from './kinds.ts'
import { presentAssessment } from './present-assessment.ts'
import { startAssessmentRequest } from './schemas.ts'
import type { assessment } from './schemas.ts'
import { evidenceOf, insertRevision, loadAssessment, loadAssessments } from './store.ts'

/** Opens a draft. Where one was signed before, it begins with those answers, to be reviewed. */
export async function startAssessment(
  ctx: Context,
  aiSystemId: string,
  input: unknown,
): Promise<z.infer<typeof assessment>> {
  ctx.authorize('assessments.answer')
  const { kind } = parse(startAssessmentRequest, input)
  const questionnaire = await ctx.services.content.questionnaire(questionnaireOf[kind])
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, aiSystemId)
    const earlier = (await loadAssessments(tx, aiSystemId)).filter((each) => each.kind === kind)
    if (earlier.some(({ status }) => status === 'draft')) {
      throw conflict('assessment-open', 'A draft is open already.', 'Answer and sign that one.')
    }
    const signed = earlier.find(({ status }) => status === 'signed')
    const usable = usableAnswers(questionnaire, signed?.body.answers ?? [])
    const body: AssessmentBody = {
      answers: (signed?.body.answers ?? []).filter(({ questionId }) => usable.has(questionId)),
      treatment: signed?.body.treatment ?? noTreatment,
    }
    const id = tx.newId()
    await tx.db
      .insertInto('assessments')
      .values({
        id,
        organization_id: tx.organizationId,
        ai_system_id: aiSystemId,
        kind,
        questionnaire_id: questionnaire.id,
        questionnaire_version: questionnaire.version,
        created_at: tx.now(),
        updated_at: tx.now(),
      })
      .execute()
    const { result } = await assess(tx, system, kind, body)
    await insertRevision(tx, { id, revision: 0 }, body, result)
    const after = await loadAssessment(tx, id)
    appendEntry(tx, {
      action: 'assessments.start',
      subject: { type: 'assessments', id },
      before: null,
      after: evidenceOf(after),
      details: { aiSystemId, kind, questionnaireVersion: questionnaire.version },
    })
    return presentAssessment(tx, after, system)
  })
}
