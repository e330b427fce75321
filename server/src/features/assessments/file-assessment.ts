import { addMonths } from '@primum/core/risk/calendar-months'
import type { Context } from '../../context.ts'
import type { AiSystem } from '../ai-systems/ai-system.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import type { SignOffRecord } from '../sign-offs/list-sign-offs.ts'
import { evidenceOf } from './store.ts'
import type { AssessmentRecord } from './store.ts'

/**
 * Files a signed assessment as evidence. The assessments of one kind of a system are one piece: the
 * one that takes the place of another is its next version, so what the piece speaks for stays.
 */
export async function fileAssessment(
  tx: Context,
  signed: {
    system: AiSystem
    record: AssessmentRecord
    title: string
    signOff: SignOffRecord
    /** after which the tier asks for a new one */
    months: number
  },
): Promise<void> {
  const { system, record, title, signOff, months } = signed
  const content = {
    aiSystem: { id: system.id, name: system.name },
    title,
    assessment: evidenceOf(record),
    signOff,
  }
  await fileEvidence(tx.asSystem(), {
    origin: { type: `${record.kind}-assessments`, id: system.id },
    kind: 'assessment',
    title: `${title}: ${system.name}`,
    content: Buffer.from(`${JSON.stringify(content, null, 2)}\n`),
    fileName: `${record.kind}-assessment.json`,
    effectiveUntil: addMonths(tx.now(), months).toISOString().slice(0, 10),
    links: [
      { type: 'assessment', id: record.id, aiSystemId: system.id },
      { type: 'ai-system', id: system.id, aiSystemId: system.id },
    ],
    note: `Signed; SHA-256 of the assessment's canonical content: ${signOff.digest}`,
  })
}
