import type { z } from 'zod'
import { canonicalJson } from '@primum/core/ledger/canonical-json'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { parse } from '../../parse.ts'
import { requireRevision } from '../../require-revision.ts'
import { lockAiSystem } from '../ai-systems/lock-ai-system.ts'
import { assess } from './assess.ts'
import type { Treatment } from './assess.ts'
import { presentAssessment } from './present-assessment.ts'
import type { assessment } from './schemas.ts'
import { aiSystemOf, evidenceOf, insertRevision, loadAssessment, lockDraft } from './store.ts'
import { treatAssessmentRequest } from './treatment-schemas.ts'

/**
 * Records what will be done about the findings. Plans are for whoever may answer; decisions of the
 * council or an executive, and the acceptance of a risk, only for whoever may sign.
 */
export async function treatAssessment(
  ctx: Context,
  id: string,
  input: unknown,
  revision: number | null,
): Promise<z.infer<typeof assessment>> {
  ctx.authorize('assessments.answer')
  const given = parse(treatAssessmentRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, await aiSystemOf(tx, id))
    const before = await lockDraft(tx, id)
    requireRevision(before.revision, revision, 'answered')
    const treatment = Object.assign({}, before.body.treatment, given) as Treatment
    if (decisionsOf(treatment) !== decisionsOf(before.body.treatment)) {
      tx.authorize('assessments.sign')
    }
    const body = { ...before.body, treatment }
    const { result } = await assess(tx, system, before.kind, body)
    await insertRevision(tx, before, body, result)
    const after = await loadAssessment(tx, id)
    appendEntry(tx, {
      action: 'assessments.treat',
      subject: { type: 'assessments', id },
      before: evidenceOf(before),
      after: evidenceOf(after),
      details: { aiSystemId: system.id, revision: after.revision, parts: Object.keys(given) },
    })
    return presentAssessment(tx, after, system)
  })
}

/** An accepted risk is accepted as it is scored: to score it anew is to decide anew. */
function decisionsOf({ executiveDecisions, councilDecision, risks }: Treatment): string {
  const accepted = risks.filter(({ acceptance }) => acceptance !== null)
  // What was stored comes back with its members in another order: compare what is canonical.
  return canonicalJson(plainJson({ executiveDecisions, councilDecision, accepted }))
}
