import { answerProblem } from '@primum/core/questionnaires/answers'
import { allQuestions } from '@primum/core/questionnaires/questionnaire'
import type { Questionnaire } from '@primum/core/questionnaires/questionnaire'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import type { FieldError } from '../../errors.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { assess } from './assess.ts'
import type { StoredAnswer } from './assess.ts'
import { questionnaireOf } from './kinds.ts'
import { presentAssessment } from './present-assessment.ts'
import { answerAssessmentRequest } from './schemas.ts'
import type { assessment } from './schemas.ts'
import { aiSystemOf, evidenceOf, insertRevision, loadAssessment, lockDraft } from './store.ts'

type Given = z.infer<typeof answerAssessmentRequest>['answers']

/** Merges answers, one or many, into the draft as a new revision. */
export async function answerAssessment(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<z.infer<typeof assessment>> {
  ctx.authorize('assessments.answer')
  const { answers } = parse(answerAssessmentRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, await aiSystemOf(tx, id))
    const before = await lockDraft(tx, id)
    requireRevision(before.revision, revision, 'answered')
    const questionnaire = await tx.services.content.questionnaire(questionnaireOf[before.kind])
    refuseUnfit(questionnaire, answers)
    const body = { ...before.body, answers: merged(tx, before.body.answers, answers) }
    const { result } = await assess(tx, system, before.kind, body)
    await insertRevision(tx, before, body, result)
    const after = await loadAssessment(tx, id)
    appendEntry(tx, {
      action: 'assessments.answer',
      subject: { type: 'assessments', id },
      before: evidenceOf(before),
      after: evidenceOf(after),
      details: {
        aiSystemId: system.id,
        revision: after.revision,
        questions: answers.map(({ questionId }) => questionId),
      },
    })
    return presentAssessment(tx, after, system)
  })
}

function merged(tx: Context, before: readonly StoredAnswer[], given: Given): StoredAnswer[] {
  const answers = new Map(before.map((answer) => [answer.questionId, answer]))
  for (const { questionId, value, note, evidence } of given) {
    if (value === null) {
      answers.delete(questionId)
      continue
    }
    answers.set(questionId, {
      questionId,
      value,
      ...(note === undefined ? {} : { note }),
      ...(evidence === undefined ? {} : { evidence }),
      answeredBy: tx.stamp(),
      answeredAt: tx.now().toISOString(),
    })
  }
  return [...answers.values()]
}

function refuseUnfit(questionnaire: Questionnaire, given: Given): void {
  const questions = new Map(allQuestions(questionnaire).map((each) => [each.id, each]))
  const errors: FieldError[] = []
  for (const [index, { questionId, value, note, evidence }] of given.entries()) {
    const question = questions.get(questionId)
    if (question === undefined) {
      errors.push({
        path: `answers.${index}.questionId`,
        message: `${questionnaire.title} ${questionnaire.version} has no question ${questionId}.`,
        remedy: 'Leave it out.',
      })
      continue
    }
    if (value === null) continue
    const problem = answerProblem(question, {
      questionId,
      value,
      ...(note === undefined ? {} : { note }),
      ...(evidence === undefined ? {} : { evidence }),
    })
    if (problem === null) continue
    const path = `answers.${index}.${problem.code === 'answer-needs-reason' ? 'note' : 'value'}`
    errors.push({
      path,
      message: problem.message,
      ...(problem.remedy === undefined ? {} : { remedy: problem.remedy }),
    })
  }
  if (errors.length === 0) return
  const message = errors.map((error) => error.message).join(' ')
  throw new PrimumError('invalid', message, { fields: errors })
}
