import { aiSystemInput } from './harness.ts'
import type { TestServer } from './harness.ts'
import { insertAliasEvent, loadAliases } from '../src/features/aliases/store.ts'
import { lockAiSystem } from '../src/features/ai-systems/lock-ai-system.ts'
import { advance } from './monitoring-world.ts'
import { randomFrom } from './telemetry-fixture.ts'

const day0 = Date.UTC(2026, 0, 1)

export type Rates = { hallucination: number; harm?: number; rating?: number; doubles?: number }

type Judged = { state: string; level: string; reason: string; evidence: { logValue: number } }

/** The reviews of one day; `doubles` of them by two people. */
export function reviewRows(day: number, perDay: number, rates: Rates) {
  const random = randomFrom(7919 + day)
  return Array.from({ length: perDay }, (_, index) => {
    const says = {
      hallucination: random() < rates.hallucination,
      harm: random() < (rates.harm ?? 0),
      rating: Math.min(5, Math.max(1, Math.round((rates.rating ?? 4.2) + 2 * random() - 1))),
      editDistance: Math.round(1000 * 0.4 * random()) / 1000,
    }
    const at = day0 + day * 86_400_000 + index * 60_000
    const row = {
      ...{ id: `r-${day}-${index}`, version: '1.0.0', outputId: `note-${day}-${index}` },
      producedAt: new Date(at).toISOString(),
      reviewedAt: new Date(at + 3_600_000).toISOString(),
      ...{ reviewer: 'rev-a', kind: 'human', ...says, groups: {} as Record<string, string> },
    }
    if (index >= (rates.doubles ?? 0)) return [row]
    const again = { ...row, id: `${row.id}-b`, reviewer: 'rev-b' }
    // Two reviewers see the same nine times in ten.
    return [row, { ...again, hallucination: random() < 0.9 === says.hallucination }]
  }).flat()
}

/** A generative system on a replay clock: its version writes texts, and has no baseline. */
export async function reviewsWorld(server: TestServer) {
  const owner = await server.person('model-owner')
  const lead = await server.person('governance-lead')
  const clinician = await server.person('clinician')
  const made = await owner.call('POST', '/ai-systems', {
    ...aiSystemInput({ archetype: 'ambient-documentation', outcomeHorizonDays: 30 }),
    clock: 'replay',
  })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const id = made.body.id as string
  const path = `/ai-systems/${id}`
  const version = await owner.call('POST', `${path}/versions`, {
    ...{ label: '1.0.0', artifactSha256: 'ab'.repeat(32), threshold: 0.5, inputSchema: [] },
    ...{ groupAttributes: ['specialty'], baselineId: null },
    intendedUse: 'Drafts notes of visits for a clinician to correct and sign.',
  })
  if (version.status !== 201) throw new Error(JSON.stringify(version.body))
  const versionId = version.body.id as string
  const send = (rows: unknown[]) => owner.call('POST', `${path}/reviews`, { rows })
  return {
    ...{ owner, lead, clinician, id, path, versionId, send },
    clock: (day: number) => advance(owner, path, day),
    /** Puts the version into service as passing the gate would, without passing it. */
    makeStable: async () => {
      await advance(owner, path, 0)
      await owner.ctx.transaction(async (tx) => {
        const system = await lockAiSystem(tx, id)
        const aliases = await loadAliases(tx, system.id)
        await insertAliasEvent(tx, system, {
          ...{ current: aliases.stable, to: versionId, cause: 'promotion', reason: 'test' },
          evidence: {},
        })
      })
    },
    monitors: async () => {
      const { body } = await lead.call('GET', `${path}/monitors`)
      return new Map<string, { verdict: Judged }>(
        body.items.map((item: { key: string }) => [item.key, item]),
      )
    },
    /** Sends the reviews of the days, and judges after each. */
    live: async (days: number[], rates: Rates, perDay = 15) => {
      for (const day of days) {
        const sent = await send(reviewRows(day, perDay, rates))
        if (sent.status !== 200 || sent.body.rejected > 0)
          throw new Error(JSON.stringify(sent.body))
        await advance(owner, path, day + 1)
      }
    },
  }
}
