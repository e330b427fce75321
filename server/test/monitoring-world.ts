import { randomUUID } from 'node:crypto'
import type { FeatureSchema } from '@primum/core/monitoring/feature-schema'
import { insertAliasEvent, loadAliases } from '../src/features/aliases/store.ts'
import { lockAiSystem } from '../src/features/ai-systems/lock-ai-system.ts'
import { aiSystemInput } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { randomFrom } from './telemetry-fixture.ts'

const day0 = Date.UTC(2026, 0, 1)
const dayAt = (day: number): string => new Date(day0 + day * 86_400_000).toISOString()

/** What makes a version's scores worse: how far they are pulled to the mean, and for whom. */
export type Quality = { flatten: number; only?: 'female' | 'male' }

/** Rows of one day: risk and label go together; a flattened score no longer follows the risk. */
export function dayRows(day: number, perDay: number, version: string, quality: Quality, seed = 1) {
  const random = randomFrom(seed * 100_003 + day)
  return Array.from({ length: perDay }, (_, index) => {
    const risk = 1 / (1 + Math.exp(-(-1.2 + 2.2 * (random() + random() + random() - 1.5))))
    const label = random() < risk ? 1 : 0
    const sex = random() < 0.5 ? 'female' : 'male'
    const hit = quality.only === undefined || quality.only === sex
    const score = hit ? risk * (1 - quality.flatten) + 0.25 * quality.flatten : risk
    return {
      label,
      prediction: {
        id: `${version}-${day}-${index}`,
        version,
        predictedAt: new Date(day0 + day * 86_400_000 + 3_600_000 + index * 1000).toISOString(),
        score,
        groups: { sex },
        features: { lactate: 1 + 3 * risk },
      },
    }
  })
}

const plainFeatures: FeatureSchema[] = [{ name: 'lactate', kind: 'numeric', unit: 'mmol/L' }]

/** A replayed system with two versions of one baseline and the people who look after it. */
export async function monitoringWorld(server: TestServer, features = plainFeatures) {
  const owner = await server.person('model-owner')
  const lead = await server.person('governance-lead')
  const clinician = await server.person('clinician')
  const made = await owner.call('POST', '/ai-systems', {
    ...aiSystemInput({
      outcomeHorizonDays: 2,
      outcomeGraceDays: 0,
      labelPolicy: 'absence-is-negative',
    }),
    clock: 'replay',
  })
  const path = `/ai-systems/${made.body.id}`
  const baselineRows = Array.from({ length: 20 }, (_, day) =>
    dayRows(day, 150, 'x', { flatten: 0 }, 99),
  )
  const baseline = await owner.call('POST', `${path}/baselines`, {
    thresholds: [0.3],
    groups: ['sex'],
    features,
    rows: baselineRows.flat().map(({ label, prediction }) => ({
      score: prediction.score,
      label,
      groups: prediction.groups,
      features: prediction.features,
    })),
  })
  if (baseline.status !== 201) throw new Error(JSON.stringify(baseline.body))
  const versions: Record<string, string> = {}
  for (const label of ['1.0.0', '2.0.0']) {
    const version = await owner.call('POST', `${path}/versions`, {
      label,
      artifactSha256: label.replaceAll('.', '').padEnd(64, 'a'),
      threshold: 0.3,
      inputSchema: features,
      groupAttributes: ['sex'],
      baselineId: baseline.body.id,
      intendedUse: 'Flags patients at risk.',
    })
    if (version.status !== 201) throw new Error(JSON.stringify(version.body))
    versions[label] = version.body.id
  }
  return {
    owner,
    lead,
    clinician,
    id: made.body.id as string,
    path,
    versions,
    /** Puts a version into service as passing the gate would, without passing it. */
    makeStable: async (label: string, day: number) => {
      await advance(owner, path, day)
      await owner.ctx.transaction(async (tx) => {
        const system = await lockAiSystem(tx, made.body.id)
        const aliases = await loadAliases(tx, system.id)
        const { digest: versionDigest } = await tx.db
          .selectFrom('versions')
          .select('digest')
          .where('id', '=', versions[label]!)
          .executeTakeFirstOrThrow()
        const at = tx.now().toISOString()
        await insertAliasEvent(tx, system, {
          current: aliases.stable,
          to: versions[label]!,
          cause: 'promotion',
          reason: 'test',
          evidence: { versionDigest, approvals: [{ id: randomUUID(), at }] },
        })
      })
    },
    /** Sends the days' predictions and outcomes, then advances the clock day by day. */
    live: async (days: number[], version: string, quality: Quality, perDay = 150) => {
      const answers = []
      for (const day of days) {
        const rows = dayRows(day, perDay, version, quality)
        const sent = await owner.call('POST', `${path}/predictions`, {
          rows: rows.map((row) => row.prediction),
        })
        if (sent.status !== 200 || sent.body.rejected > 0)
          throw new Error(JSON.stringify(sent.body))
        const outcomes = rows
          .filter((row) => row.label === 1)
          .map(({ prediction }) => ({
            predictionId: prediction.id,
            label: 1,
            observedAt: dayAt(day + 1),
          }))
        const told = await owner.call('POST', `${path}/outcomes`, { rows: outcomes })
        if (told.status !== 200 || told.body.rejected > 0)
          throw new Error(JSON.stringify(told.body))
        const answer = await advance(owner, path, day + 1)
        answers.push(answer)
        if (answer.action === 'rollback' || answer.action === 'suspend') break
      }
      return answers
    },
    automatic: () =>
      lead.call('PUT', `${path}/rollback-policy`, {
        mode: 'automatic',
        triggers: { metrics: ['sensitivity', 'observed-expected-ratio'], severities: ['critical'] },
        requiredTriggers: 1,
        minimumMaturedPositives: 30,
        cooldownHours: 24,
        maximumAutomaticPer7Days: 1,
        staleAfterDays: 7,
        noReturnDays: 30,
        target: 'previous',
      }),
  }
}

export async function advance(owner: Person, path: string, day: number) {
  const answer = await owner.call('POST', `${path}/replay-clock`, { now: dayAt(day) })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body as {
    action: string
    alarms: number
    incidentId: string | null
    targetVersionId: string | null
  }
}

export function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}
