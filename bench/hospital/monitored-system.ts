import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Server } from '../../cli/src/server.ts'
import type { Hospital } from './open-hospital.ts'
import { features, groupAttributes, threshold } from './rows.ts'
import type { Row } from './rows.ts'

export type RegisteredSystem = { id: string; path: string }

/** An AI system whose outcomes are known on the next day, and only where they were sent. */
export async function registerSystem(
  { people }: Hospital,
  reference: string,
): Promise<RegisteredSystem> {
  const { id } = await people.owner.post<{ id: string }>('/ai-systems', {
    reference,
    name: `Readmission risk ${reference}`,
    businessPurpose: 'Follow-up for those who need it first.',
    intendedUse: 'Flags adult inpatients at discharge.',
    archetype: 'risk-stratification',
    modelOwner: people.owner.name,
    hostingLocation: 'On premises',
    monitoringApproach: 'Predictions and outcomes stream to Primum.',
    usesPhi: true,
    fdaStatus: 'not-a-device',
    euRole: 'not-in-eu',
    outcomeHorizonDays: 0,
    outcomeGraceDays: 0,
    labelPolicy: 'exclude-unlabelled',
  })
  return { id, path: `/ai-systems/${id}` }
}

export async function registerBaseline(
  { people }: Hospital,
  system: RegisteredSystem,
  rows: readonly Row[],
): Promise<string> {
  const body = { thresholds: [threshold], groups: groupAttributes, features, rows }
  const response = await people.owner.request('POST', `${system.path}/baselines`, {
    raw: new Uint8Array(gzipSync(JSON.stringify(body), { level: 1 })),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  })
  return ((await response.json()) as { id: string }).id
}

export async function registerVersion(
  { people }: Hospital,
  system: RegisteredSystem,
  baselineId: string,
  label: string,
): Promise<string> {
  const { id } = await people.owner.post<{ id: string }>(`${system.path}/versions`, {
    label,
    artifactSha256: createHash('sha256').update(label).digest('hex'),
    threshold,
    inputSchema: features,
    groupAttributes,
    baselineId,
    intendedUse: 'Flags adult inpatients at discharge.',
  })
  return id
}

type Prediction = { id: string; version: string; at: number }

/** A row as its model server sends it. */
export function predictionOf(row: Row, { id, version, at }: Prediction): Record<string, unknown> {
  const { score, groups, features: values } = row
  const predictedAt = new Date(at).toISOString()
  return { id, version, predictedAt, score, patient: `p-${id}`, groups, features: values }
}

/** Posts rows as NDJSON; a refused one would falsify every figure. */
export async function send(
  server: Server,
  system: RegisteredSystem,
  kind: 'predictions' | 'outcomes',
  lines: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const response = await server.request('POST', `${system.path}/${kind}`, {
    raw: lines,
    headers: { 'content-type': 'application/x-ndjson' },
  })
  const { rejected, errors } = (await response.json()) as { rejected: number; errors: unknown[] }
  if (rejected > 0) throw new Error(`${rejected} ${kind} refused: ${JSON.stringify(errors[0])}`)
}

/** As the bytes of NDJSON. */
export function linesOf(rows: readonly unknown[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
