import { createHash } from 'node:crypto'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { recomputeProfiles } from '../src/telemetry/recompute-profiles.ts'
import { aiSystemInput } from './harness.ts'
import type { Person, TestServer } from './harness.ts'

const features: FeatureSchema[] = [
  { name: 'age', kind: 'numeric', unit: 'a', minimum: 0, maximum: 120 },
  { name: 'lactate', kind: 'numeric', unit: 'mmol/L' },
  { name: 'admission', kind: 'categorical' },
]

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function makePredictions(count: number, seed: number, more: Record<string, unknown> = {}) {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => ({
    id: `p-${seed}-${index}`,
    version: '1.0.0',
    predictedAt: new Date(
      Date.UTC(2026, 0, 1 + Math.floor(random() * 3), 8, index % 60),
    ).toISOString(),
    score: random() ** 2,
    patient: `subject-${Math.floor(random() * 1000)}`,
    ...(random() < 0.7 ? { site: random() < 0.5 ? 'north' : 'south' } : {}),
    groups: { sex: random() < 0.5 ? 'female' : random() < 0.9 ? 'male' : null },
    features: {
      age: Math.floor(20 + 70 * random()),
      lactate: random() < 0.1 ? null : 1 + 5 * random(),
      admission: random() < 0.3 ? 'elective' : 'emergency',
    },
    ...more,
  }))
}

export type Subject = { systemId: string; versionId: string; path: string }

/** Who calls the API: a person of a test server, or of a program in a process of its own. */
export type Caller = {
  call: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: ReturnType<typeof JSON.parse> }>
}

type VersionOptions = { baseline?: boolean; groups?: string[]; label?: string }

/** An AI system with version 1.0.0. */
export async function makeSubject(owner: Caller, options: VersionOptions = {}): Promise<Subject> {
  const system = await owner.call('POST', '/ai-systems', aiSystemInput())
  const systemId: string = system.body.id
  const versionId = await addVersion(owner, systemId, options)
  return { systemId, versionId, path: `/ai-systems/${systemId}` }
}

export async function addVersion(
  owner: Caller,
  systemId: string,
  options: VersionOptions = {},
): Promise<string> {
  const { baseline = true, groups = ['sex'], label = '1.0.0' } = options
  const version = await owner.call('POST', `/ai-systems/${systemId}/versions`, {
    label,
    artifactSha256: createHash('sha256').update(label).digest('hex'),
    threshold: 0.3,
    inputSchema: features,
    groupAttributes: groups,
    baselineId: baseline ? await addBaseline(owner, systemId, groups, label) : null,
    intendedUse: 'Flags adult inpatients at discharge.',
  })
  if (version.status !== 201) throw new Error(JSON.stringify(version.body))
  return version.body.id
}

/** Each version has bins of its own, so that none is ever counted with another's. */
async function addBaseline(
  owner: Caller,
  systemId: string,
  groups: string[],
  label: string,
): Promise<string> {
  const rows = makePredictions(500, label.charCodeAt(0)).map((row, index) => ({
    score: row.score,
    label: index % 5 === 0 ? 1 : 0,
    groups: groups.includes('site') ? { ...row.groups, site: row.site ?? null } : row.groups,
    features: row.features,
  }))
  const made = await owner.call('POST', `/ai-systems/${systemId}/baselines`, {
    thresholds: [0.3],
    groups,
    features,
    rows,
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.id
}

type ProfileText = { day: string; attribute: string; value: string; body: string }

/** The stored profiles of a version, and those its rows give, both as comparable text. */
export async function bothProfiles(server: TestServer, owner: Person, versionId: string) {
  const stored = await server.services.db
    .selectFrom('profiles')
    .select(['day', 'attribute', 'value', 'body'])
    .where('version_id', '=', versionId)
    .execute()
  const recomputed = await recomputeProfiles(owner.ctx, versionId)
  const text = (profiles: { day: string; attribute: string; value: string; body: Uint8Array }[]) =>
    profiles
      .map(({ day, attribute, value, body }): ProfileText => ({
        day,
        attribute,
        value,
        body: Buffer.from(body).toString('hex'),
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return { stored: text(stored), recomputed: text(recomputed) }
}

export async function countRows(
  server: TestServer,
  table: string,
  systemId: string,
): Promise<number> {
  const found = await server.owner.query(
    `select count(*)::int as count from ${table} where ai_system_id = $1`,
    [systemId],
  )
  return found.rows[0].count
}
