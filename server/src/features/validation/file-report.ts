import type { Context } from '../../context.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import { readReport } from './read-report.ts'

/** Files the report of a run as evidence, without what would point to few people. */
export async function fileReport(tx: Context, runId: string): Promise<void> {
  const system = tx.asSystem()
  const { run, report } = await readReport(system, runId)
  const { progress: _progress, ...asked } = run
  await fileEvidence(system, {
    origin: { type: 'validation-runs', id: run.id },
    kind: 'validation-report',
    title: `Validation report: ${run.protocol.title}, version ${run.version.label}`,
    content: Buffer.from(`${JSON.stringify({ run: asked, report }, null, 2)}\n`),
    fileName: 'validation-report.json',
    links: [{ type: 'ai-system', id: run.aiSystemId, aiSystemId: run.aiSystemId }],
    note: `Signed; SHA-256 of the whole report: ${run.digest}`,
  })
}
