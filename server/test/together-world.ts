import { randomFrom } from './telemetry-fixture.ts'
import type { Caller } from './telemetry-fixture.ts'
import { aiSystemInput } from './harness.ts'

const names = ['pulse', 'temperature', 'lactate']
const features = names.map((name) => ({ name, kind: 'numeric' as const }))

/**
 * Predictions of one day whose features go together by `relation`; each alone is spread the same
 * whatever it is.
 */
export function togetherRows(day: string, count: number, relation: number, seed: number) {
  const random = randomFrom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Array.from({ length: count }, (_, index) => {
    const common = normal()
    const value = () => relation * common + Math.sqrt(1 - relation ** 2) * normal()
    const values = names.map((name, at) => [name, at === 2 && random() < 0.03 ? null : value()])
    return {
      id: `${day}-${seed}-${index}`,
      version: '1.0.0',
      predictedAt: `${day}T08:${String(index % 60).padStart(2, '0')}:00.000Z`,
      score: random(),
      groups: {},
      features: Object.fromEntries(values) as Record<string, number | null>,
    }
  })
}

/**
 * A replayed system with a version whose baseline says how its features go together; `stored` may
 * put another in its place.
 */
export async function togetherSystem(
  owner: Caller,
  stored: (baselineId: string) => Promise<string> = async (id) => id,
) {
  const made = await owner.call('POST', '/ai-systems', { ...aiSystemInput(), clock: 'replay' })
  const id: string = made.body.id
  const path = `/ai-systems/${id}`
  const baselineOf = (rows: ReturnType<typeof togetherRows>) => ({
    thresholds: [0.3],
    groups: [],
    features,
    rows: rows.map(({ score, features: values }) => ({
      ...{ score, label: score > 0.75 ? 1 : 0, groups: {}, features: values },
    })),
  })
  const baselineRows = togetherRows('2025-12-01', 2000, 0.9, 5)
  const baseline = await owner.call('POST', `${path}/baselines`, baselineOf(baselineRows))
  const baselineId = await stored(baseline.body.id)
  const version = await owner.call('POST', `${path}/versions`, {
    label: '1.0.0',
    artifactSha256: 'a'.repeat(64),
    threshold: 0.3,
    inputSchema: features,
    groupAttributes: [],
    baselineId,
    intendedUse: 'Flags patients at risk.',
  })
  if (version.status !== 201) throw new Error(JSON.stringify(version.body))
  return {
    ...{ id, path, baselineOf, baselineRows },
    baselineId,
    versionId: version.body.id as string,
    send: async (rows: readonly object[]) => {
      const sent = await owner.call('POST', `${path}/predictions`, { rows })
      if (sent.status !== 200) throw new Error(JSON.stringify(sent.body))
      return sent.body as { accepted: number; duplicates: number; rejected: number }
    },
  }
}
