import { gzipSync } from 'node:zlib'
import type { AiSystem, Version } from '../../cli/src/systems.ts'
import type { Dataset } from '../dataset/dataset.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'
import { declaredFeatures, declaredGroups, featuresOf, groupsOf } from './declared.ts'
import type { People, Person } from './person.ts'
import { artifactDescriptor, sha256 } from './register-system.ts'

/** What later rows are compared with: the first ones in order, labels included. */
export async function registerBaseline(
  { owner }: People,
  system: AiSystem,
  dataset: Dataset,
  rows: readonly DatasetRow[],
): Promise<string> {
  const body = {
    thresholds: [dataset.threshold],
    groups: declaredGroups(dataset),
    features: declaredFeatures(dataset),
    rows: rows.map((row) => ({
      score: row.score,
      label: row.label,
      groups: groupsOf(row),
      features: featuresOf(row),
    })),
  }
  const response = await owner.request('POST', `/ai-systems/${system.id}/baselines`, {
    raw: new Uint8Array(gzipSync(JSON.stringify(body), { level: 1 })),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  })
  return ((await response.json()) as { id: string }).id
}

export async function registerVersion(
  { owner }: People,
  system: AiSystem,
  dataset: Dataset,
  version: { label: string; baselineId: string; changeSummary: string },
): Promise<Version> {
  const { label, baselineId, changeSummary } = version
  const descriptor = artifactDescriptor(dataset, label)
  return owner.post<Version>(`/ai-systems/${system.id}/versions`, {
    label,
    baselineId,
    artifactSha256: sha256(descriptor),
    dataReference: dataset.title.slice(0, 300),
    threshold: dataset.threshold,
    inputSchema: declaredFeatures(dataset),
    groupAttributes: declaredGroups(dataset),
    intendedUse: system.intendedUse,
    changeSummary: `${changeSummary} The data brings scores, not the model: the SHA-256 is that of the text "${descriptor}".`,
  })
}

/** Two people approve, a third moves the alias. */
export async function promote(
  { lead, clinician, owner }: People,
  system: AiSystem,
  version: Version,
  reason: string,
): Promise<void> {
  for (const person of [lead, clinician]) await approve(person, version, reason)
  const path = `/ai-systems/${system.id}/aliases/stable`
  const { sequence } = await owner.get<{ sequence: number }>(path)
  const headers = { 'if-match': `"${sequence}"` }
  await owner.put(path, { versionId: version.id, reason }, { headers })
}

async function approve(person: Person, version: Version, statement: string): Promise<void> {
  const { password } = person
  await person.post(`/versions/${version.id}/approvals`, { password, statement })
}
