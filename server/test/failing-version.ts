import { randomUUID } from 'node:crypto'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { lockAiSystem } from '../src/features/ai-systems/lock-ai-system.ts'
import { insertAliasEvent, loadAliases } from '../src/features/aliases/store.ts'
import { aiSystemInput } from './harness.ts'
import type { Person } from './harness.ts'
import { dayRows } from './monitoring-world.ts'

const dayMilliseconds = 86_400_000
const day0 = Date.UTC(2026, 0, 1)
/** By the clock of this machine, as processes of their own know no other. */
const today = Math.floor((Date.now() - day0) / dayMilliseconds)
const daysBack = 10
const rowsPerDay = 120
const rowsPerBatch = 100

/** A moment as many days before today. */
export function daysAgo(days: number): Date {
  return new Date(day0 + (today - days) * dayMilliseconds)
}

export type Batch = { kind: 'predictions' | 'outcomes'; rows: object[] }

/**
 * A live system, put up by a server whose clock stands twelve days back: 1.0.0 served, 2.0.0 has
 * taken over, and one monitor watches. None of its telemetry has been sent yet.
 */
export async function failingVersion(owner: Person, lead: Person) {
  const body = aiSystemInput({
    outcomeHorizonDays: 0,
    outcomeGraceDays: 0,
    labelPolicy: 'exclude-unlabelled',
  })
  const system = await created(owner, '/ai-systems', body)
  const path = `/ai-systems/${system.id}`
  const features = [{ name: 'lactate', kind: 'numeric', unit: 'mmol/L' }]
  const baseline = await created(owner, `${path}/baselines`, {
    thresholds: [0.3],
    groups: ['sex'],
    features,
    rows: dayRows(0, 3000, 'x', { flatten: 0 }, 99).map(({ label, prediction }) => {
      const { score, groups } = prediction
      return { score, label, groups, features: prediction.features }
    }),
  })
  const versions: Record<string, string> = {}
  for (const label of ['1.0.0', '2.0.0']) {
    const version = await created(owner, `${path}/versions`, {
      label,
      artifactSha256: label.replaceAll('.', '').padEnd(64, 'a'),
      threshold: 0.3,
      inputSchema: features,
      groupAttributes: ['sex'],
      baselineId: baseline.id,
      intendedUse: 'Flags patients at risk.',
    })
    versions[label] = version.id
    await putIntoService(owner, system.id, version.id)
  }
  await created(lead, `${path}/monitors`, sensitivityMonitor)
  // 1.0.0 makes way at once, so that nothing could have proved it.
  const soak = { days: 0, maturedOutcomes: 0 }
  const policy = { ...defaultRollbackPolicy, soak, mode: 'automatic' }
  const set = await lead.call('PUT', `${path}/rollback-policy`, policy)
  if (set.status !== 200) throw new Error(JSON.stringify(set.body))
  return { id: system.id, path, versions }
}

const sensitivityMonitor = {
  key: 'sensitivity@0.3',
  metric: 'sensitivity',
  threshold: 0.3,
  segment: { attribute: '', value: '' },
  windowDays: 30,
  margin: 0.05,
  deltas: [0.1, 0.2],
  minimumSample: 30,
  severity: 'critical',
  averageRunLengthDays: 10_000,
  enabled: true,
  explanation: 'Of the patients with the outcome, how many were flagged.',
}

/** What 2.0.0 does and what became of it, in the batches of its sender. */
export function failingBatches(): Batch[] {
  const days = Array.from({ length: daysBack }, (_, index) => today - daysBack + index)
  const rows = days.flatMap((day) => dayRows(day, rowsPerDay, '2.0.0', { flatten: 0.9 }))
  const predictions = rows.map(({ prediction }) => prediction)
  const outcomes = rows.map(({ label, prediction }) => ({
    predictionId: prediction.id,
    label,
    observedAt: prediction.predictedAt,
  }))
  return [
    ...batchesOf(predictions).map((each): Batch => ({ kind: 'predictions', rows: each })),
    ...batchesOf(outcomes).map((each): Batch => ({ kind: 'outcomes', rows: each })),
  ]
}

function batchesOf(rows: object[]): object[][] {
  const count = Math.ceil(rows.length / rowsPerBatch)
  return Array.from({ length: count }, (_, batch) =>
    rows.slice(batch * rowsPerBatch, (batch + 1) * rowsPerBatch),
  )
}

async function created(person: Person, path: string, body: object) {
  const answer = await person.call('POST', path, body)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body as { id: string }
}

/** As passing the gate would, without passing it. */
async function putIntoService(owner: Person, systemId: string, versionId: string): Promise<void> {
  await owner.ctx.transaction(async (tx) => {
    const system = await lockAiSystem(tx, systemId)
    const { stable } = await loadAliases(tx, systemId)
    const { digest: versionDigest } = await tx.db
      .selectFrom('versions')
      .select('digest')
      .where('id', '=', versionId)
      .executeTakeFirstOrThrow()
    const approvals = [{ id: randomUUID(), at: tx.now().toISOString() }]
    await insertAliasEvent(tx, system, {
      current: stable,
      to: versionId,
      cause: 'promotion',
      reason: 'test',
      evidence: { versionDigest, approvals },
    })
  })
}
