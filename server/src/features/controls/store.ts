import type { Context } from '../../context.ts'
import { isUniqueViolation } from '../../db/unique-violation.ts'
import { conflict } from '../../errors.ts'
import { loadControl } from './loaded-control.ts'
import type { ControlSummary } from './loaded-control.ts'

/** What a ledger entry digests of a control: what people said, and nothing that is computed. */
export type ControlRecord = Omit<
  ControlSummary,
  'implementation' | 'evidence' | 'tests' | 'updatedAt'
>

export function recordOf(summary: ControlSummary): ControlRecord {
  const {
    implementation: _implementation,
    evidence: _evidence,
    tests: _tests,
    updatedAt: _updatedAt,
    ...record
  } = summary
  return record
}

export async function loadRecord(ctx: Context, id: string): Promise<ControlRecord> {
  return recordOf((await loadControl(ctx, id)).summary)
}

/** A reference that is taken becomes a conflict in words; anything else stays what it is. */
export function asReferenceTaken(error: unknown, reference: string): unknown {
  if (!isUniqueViolation(error)) return error
  const message = `A control with the reference ${reference} exists already.`
  return conflict('control-reference-taken', message, 'Take another reference.')
}

/** One more change of the control itself: whoever read it before then reads it again. */
export async function updateRevision(tx: Context, id: string, revision: number): Promise<void> {
  await tx.db
    .updateTable('controls')
    .set({ revision: revision + 1, updated_at: tx.now() })
    .where('id', '=', id)
    .execute()
}
