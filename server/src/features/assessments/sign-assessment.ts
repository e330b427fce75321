import { digestOf } from '@primum/core/ledger/chain'
import type { Reason } from '@primum/core/shared/result'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { parse } from '../../parse.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { assess } from './assess.ts'
import type { Assessed } from './assess.ts'
import { assessedFacts } from './assessed-facts.ts'
import { fileAssessment } from './file-assessment.ts'
import { reassessmentMonths } from './kinds.ts'
import { presentAssessment } from './present-assessment.ts'
import { signAssessmentRequest } from './schemas.ts'
import type { assessment } from './schemas.ts'
import { aiSystemOf, evidenceOf, insertRevision, loadAssessment, lockDraft } from './store.ts'

/** Signs a complete draft. That closes it, and takes the place of the one signed before. */
export async function signAssessment(
  ctx: Context,
  id: string,
  input: unknown,
): Promise<z.infer<typeof assessment>> {
  ctx.authorize('assessments.sign')
  const { password, code, statement } = parse(signAssessmentRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, await aiSystemOf(tx, id))
    const before = await lockDraft(tx, id)
    const assessed = await assess(tx, system, before.kind, before.body)
    const { questionnaire, sections, result } = assessed
    if (result.missing.length > 0) throw refusedBecause(missingAnswers(result, system.id))
    const signed = { facts: assessedFacts(system), sections }
    await tx.db
      .updateTable('assessments')
      .set({ status: 'superseded', updated_at: tx.now() })
      .where('ai_system_id', '=', system.id)
      .where('kind', '=', before.kind)
      .where('status', '=', 'signed')
      .execute()
    const revision = await insertRevision(tx, before, before.body, { ...result, signed })
    await tx.db
      .updateTable('assessments')
      .set({
        status: 'signed',
        signed_revision: revision,
        questionnaire_version: questionnaire.version,
      })
      .where('id', '=', id)
      .execute()
    const closed = await loadAssessment(tx, id)
    appendEntry(tx, {
      action: 'assessments.sign',
      subject: { type: 'assessments', id },
      before: evidenceOf(before),
      after: evidenceOf(closed),
      details: { aiSystemId: system.id, kind: before.kind, revision, band: result.band },
    })
    const signOff = await recordSignOff(tx, {
      aiSystemId: system.id,
      subjectType: 'assessments',
      subjectId: id,
      meaning: 'sign-assessment',
      digest: digestOf(sha256, plainJson(evidenceOf(closed))),
      statement: statement ?? null,
      method,
    })
    await fileAssessment(tx, {
      ...{ system, signOff, record: closed, title: questionnaire.title },
      months: reassessmentMonths(assessed.tier, await tx.services.content.tiering()),
    })
    return presentAssessment(tx, await loadAssessment(tx, id), system)
  })
}

function missingAnswers({ missing }: Assessed['result'], aiSystemId: string): Reason[] {
  return missing.map(({ questionId, sectionId }) => ({
    code: 'answer-missing',
    message: `Question ${questionId} (${sectionId}) is not answered.`,
    remedy: 'Answer it, with unknown where nobody knows.',
    who: 'Model owner',
    where: `/ai-systems/${aiSystemId}/risk-and-impact`,
  }))
}
