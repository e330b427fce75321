import { setTimeout as sleep } from 'node:timers/promises'
import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { declaredGroups, groupsOf } from './declared.ts'
import type { People, Person } from './person.ts'

type Run = { id: string; state: string; problems: { message: string }[] }

/** What has to come out is written and locked before any row is handed over. */
export async function lockProtocol(
  { owner }: People,
  system: AiSystem,
  dataset: Dataset,
): Promise<string> {
  const { id } = await owner.post<{ id: string }>(`/ai-systems/${system.id}/validation-protocols`, {
    title: 'Local validation before release',
    intendedPopulation: dataset.title,
    primaryMetric: { metric: 'auroc' },
    acceptanceCriteria: [
      // Better than chance beyond doubt; a real protocol asks for what care needs.
      { metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.5 },
    ],
    subgroups: declaredGroups(dataset),
    thresholds: [dataset.threshold],
    unit: { aggregation: 'none' },
    requiredPrecision: { prevalence: 0.15, auroc: { expected: 0.7, width: 0.15 } },
  })
  await owner.post(`/validation-protocols/${id}/lock`, { password: owner.password })
  return id
}

/** Hands rows over, measures the version on them, and has the report signed. */
export async function validateVersion(
  { owner, lead }: People,
  dataset: Dataset,
  protocolId: string,
  version: Version,
  rows: readonly DatasetRow[],
): Promise<void> {
  const lines = rows.map((row) =>
    JSON.stringify({ score: row.score, label: row.label, ...groupsOf(row) }),
  )
  const sent = await owner.request('POST', `/validation-protocols/${protocolId}/uploads`, {
    raw: `${lines.join('\n')}\n`,
    headers: {
      'content-type': 'application/octet-stream',
      'x-file-name': encodeURIComponent(`${dataset.name}.ndjson`),
    },
  })
  const { id: uploadId } = (await sent.json()) as { id: string }
  const roles = { score: 'score', label: 'label', groups: declaredGroups(dataset) }
  const body = { uploadId, roles, versionId: version.id }
  const run = await owner.post<Run>(`/validation-protocols/${protocolId}/runs`, body)
  await untilDone(owner, run)
  await lead.post(`/validation-runs/${run.id}/sign`, {
    password: lead.password,
    statement: 'Read with its subgroups.',
  })
}

async function untilDone(person: Person, begun: Run): Promise<void> {
  let run = begun
  while (run.state === 'queued' || run.state === 'running') {
    await sleep(100)
    run = await person.get<Run>(`/validation-runs/${run.id}`)
  }
  if (run.state === 'done') return
  const words = run.problems.map(({ message }) => message).join(' ')
  throw new Error(`The validation run ended as ${run.state}. ${words}`)
}
