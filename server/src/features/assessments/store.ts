import type { Selectable } from 'kysely'
import type { Context } from '../../context.ts'
import type { Assessments } from '../../db/schema.gen.ts'
import { conflict, notFound } from '../../errors.ts'
import { listSignOffs } from '../sign-offs/list-sign-offs.ts'
import type { SignOffRecord } from '../sign-offs/list-sign-offs.ts'
import type { Assessed, AssessmentBody } from './assess.ts'
import type { AssessedFacts } from './assessed-facts.ts'
import type { AssessmentKind } from './kinds.ts'

/** What a revision keeps beside the answers; signing adds what was asked and of which system. */
export type StoredResult = Assessed['result'] & {
  signed?: { facts: AssessedFacts; sections: Assessed['sections'] }
}

export type AssessmentRecord = {
  id: string
  aiSystemId: string
  kind: AssessmentKind
  status: 'draft' | 'signed' | 'superseded'
  questionnaireId: string
  questionnaireVersion: string
  revision: number
  createdAt: Date
  updatedAt: Date
  body: AssessmentBody
  result: StoredResult
  signOffs: SignOffRecord[]
}

function selectAssessments(ctx: Context) {
  return ctx.db
    .selectFrom('assessments')
    .innerJoin('assessment_revisions', (join) =>
      join
        .onRef('assessment_revisions.assessment_id', '=', 'assessments.id')
        .onRef('assessment_revisions.revision', '=', 'assessments.revision'),
    )
    .selectAll('assessments')
    .select(['assessment_revisions.answers', 'assessment_revisions.result'])
    .where('assessments.organization_id', '=', ctx.organizationId)
}

type Row = Selectable<Assessments> & { answers: unknown; result: unknown }

async function toRecords(ctx: Context, rows: Row[]): Promise<AssessmentRecord[]> {
  const signOffs = await listSignOffs(
    ctx,
    'assessments',
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    aiSystemId: row.ai_system_id,
    kind: row.kind as AssessmentKind,
    status: row.status as AssessmentRecord['status'],
    questionnaireId: row.questionnaire_id,
    questionnaireVersion: row.questionnaire_version,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    body: row.answers as AssessmentBody,
    result: row.result as StoredResult,
    signOffs: signOffs.filter(({ subjectId }) => subjectId === row.id),
  }))
}

/** A system's assessments, newest first. */
export async function loadAssessments(
  ctx: Context,
  aiSystemId: string,
): Promise<AssessmentRecord[]> {
  const rows = await selectAssessments(ctx)
    .where('assessments.ai_system_id', '=', aiSystemId)
    .orderBy('assessments.created_at', 'desc')
    .orderBy('assessments.id', 'desc')
    .execute()
  return toRecords(ctx, rows)
}

export async function loadAssessment(ctx: Context, id: string): Promise<AssessmentRecord> {
  const row = await selectAssessments(ctx).where('assessments.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('assessment', id)
  const [record] = await toRecords(ctx, [row])
  if (record === undefined) throw notFound('assessment', id)
  return record
}

/** Which system an assessment is about; its row is locked before the assessment's own. */
export async function aiSystemOf(ctx: Context, id: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('assessments')
    .select('ai_system_id')
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) throw notFound('assessment', id)
  return row.ai_system_id
}

/** The assessment, held until the transaction ends; refuses where it is closed. */
export async function lockDraft(tx: Context, id: string): Promise<AssessmentRecord> {
  await tx.db
    .selectFrom('assessments')
    .select('id')
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  const record = await loadAssessment(tx, id)
  if (record.status === 'draft') return record
  const message = 'This assessment is signed and closed.'
  throw conflict('assessment-closed', message, 'Start a new one; it begins with these answers.')
}

/** Writes the next revision; the ones before it stay for good. */
export async function insertRevision(
  tx: Context,
  record: Pick<AssessmentRecord, 'id' | 'revision'>,
  body: AssessmentBody,
  result: StoredResult,
): Promise<number> {
  const revision = record.revision + 1
  await tx.db
    .insertInto('assessment_revisions')
    .values({
      assessment_id: record.id,
      revision,
      answers: JSON.stringify(body),
      result: JSON.stringify(result),
      author: JSON.stringify(tx.stamp()),
      created_at: tx.now(),
    })
    .execute()
  await tx.db
    .updateTable('assessments')
    .set({ revision, updated_at: tx.now() })
    .where('id', '=', record.id)
    .execute()
  return revision
}

/** What a ledger entry digests of an assessment. */
export function evidenceOf(record: AssessmentRecord) {
  const { createdAt: _createdAt, updatedAt: _updatedAt, signOffs: _signOffs, ...evidence } = record
  return evidence
}
