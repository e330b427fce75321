import { digestOf } from '@primum/core/ledger/chain'
import type { Context } from '../../context.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import { loadGapAssessment } from './present.ts'
import type { GapAssessment } from './present.ts'
import { lockOpen } from './store.ts'

/** Closes a gap assessment as it stands: kept for good, and filed as evidence. */
export async function closeGapAssessment(ctx: Context, id: string): Promise<GapAssessment> {
  ctx.authorize('gap-assessments.write')
  return ctx.transaction(async (tx) => {
    const { framework, number } = await lockOpen(tx, id)
    const { lines, areas, counts } = await loadGapAssessment(tx, id)
    const result = plainJson({ framework, number, lines, areas, counts })
    const digest = digestOf(sha256, result)
    await tx.db
      .updateTable('gap_assessments')
      .set({ result: JSON.stringify(result), digest })
      .set({ closed_by: JSON.stringify(tx.stamp()), closed_at: tx.now() })
      .where('id', '=', id)
      .execute()
    appendEntry(tx, {
      action: 'gap-assessments.close',
      subject: { type: 'gap-assessments', id },
      before: null,
      after: { framework, number, digest, counts },
    })
    await fileEvidence(tx.asSystem(), {
      origin: { type: 'gap-assessments', id },
      kind: 'report',
      title: `Gap assessment ${number} (${framework})`,
      content: Buffer.from(`${JSON.stringify(result, null, 2)}\n`),
      fileName: `gap-assessment-${number}.json`,
      note: `Closed; SHA-256 of its canonical content: ${digest}`,
    })
    return loadGapAssessment(tx, id)
  })
}
