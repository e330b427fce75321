import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultRollbackPolicy } from '@primum/core/monitoring/rollback-policy'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { Answer, TestServer } from './harness.ts'
import { advance, dayRows, span } from './monitoring-world.ts'
import { rollbackWorld } from './rollback-world.ts'
import type { RollbackWorld } from './rollback-world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const codesOf = (answer: Answer): string[] =>
  answer.body.reasons.map((reason: { code: string }) => reason.code)

describe('the policy', () => {
  test('that nobody has set is offered by tier, and does nothing by itself', async () => {
    const world = await rollbackWorld(server)
    const other = await world.owner.call('POST', '/ai-systems', {
      ...aiSystemInput(),
    })
    const { body } = await world.lead.call('GET', `/ai-systems/${other.body.id}/rollback-policy`)
    expect(body).toMatchObject({
      isDefault: true,
      lastDryRun: null,
      policy: { mode: 'propose', approvalsRequired: 2, autoAfterHours: 24, dryRun: false },
    })
  }, 60_000)

  test('that was stored before a setting existed has its default, and stays what was signed', async () => {
    const world = await rollbackWorld(server)
    const { path, id, lead } = world
    await world.automatic()
    const { body: row } = await server.services.db
      .selectFrom('rollback_policies')
      .select('body')
      .where('ai_system_id', '=', id)
      .executeTakeFirstOrThrow()
    const { dryRun: _, hysteresis: __, soak: ___, ...older } = row as Record<string, unknown>
    const body = JSON.stringify(older)
    await server.services.db
      .updateTable('rollback_policies')
      .set({ body })
      .where('ai_system_id', '=', id)
      .execute()
    const { policy } = (await lead.call('GET', `${path}/rollback-policy`)).body
    // Nobody signed that a target has to prove itself, so none has to.
    const soak = { days: 0, maturedOutcomes: 0 }
    expect(policy).toEqual({ ...defaultRollbackPolicy, soak, mode: 'automatic' })
    const wrong = { ...defaultRollbackPolicy, consecutiveJudgements: 0 }
    expect((await lead.call('PUT', `${path}/rollback-policy`, wrong)).status).toBe(400)
  }, 60_000)

  test('that runs dry keeps what it would have done, once, and changes nothing', async () => {
    const world = await rollbackWorld(server, { mode: 'automatic', dryRun: true })
    const day = await world.fail()
    const { body } = await world.lead.call('GET', `${world.path}/rollback-policy`)
    expect(body.lastDryRun).toMatchObject({
      action: 'rollback',
      versionId: world.versions['2.0.0'],
      targetVersionId: world.versions['1.0.0'],
    })
    expect(await world.stable()).toBe('2.0.0')
    expect((await advance(world.owner, world.path, day)).action).toBe('page')
    expect(await world.proposals()).toEqual([])
    const entries = (await world.actions()).filter((each) => each.endsWith('rollback-dry-run'))
    expect(entries).toHaveLength(1)
    await world.setPolicy({ mode: 'automatic', dryRun: false })
    expect((await advance(world.owner, world.path, day)).action).toBe('rollback')
  }, 60_000)

  test('that asks for three judgements in a row acts two matured days later', async () => {
    const once = await rollbackWorld(server, { mode: 'automatic' })
    const thrice = await rollbackWorld(server, { mode: 'automatic', consecutiveJudgements: 3 })
    expect((await thrice.fail()) - (await once.fail())).toBe(2)
  }, 60_000)
})

describe('the target', () => {
  /** Another version of the system, with a baseline of its own. */
  async function addVersion(
    world: RollbackWorld,
    label: string,
    other: { sexes?: string[]; unit?: string },
  ) {
    const features = [{ name: 'lactate', kind: 'numeric', unit: other.unit ?? 'mmol/L' }]
    const rows = span(0, 19).flatMap((day) => dayRows(day, 150, 'x', { flatten: 0 }, 77))
    const chosen = rows.filter(
      ({ prediction }) => other.sexes?.includes(prediction.groups.sex) ?? true,
    )
    const baseline = await world.owner.call('POST', `${world.path}/baselines`, {
      thresholds: [0.3],
      groups: ['sex'],
      features,
      rows: chosen.map(({ label: outcome, prediction: { score, groups, features: values } }) => ({
        score,
        label: outcome,
        groups,
        features: values,
      })),
    })
    const version = await world.owner.call('POST', `${world.path}/versions`, {
      label,
      artifactSha256: label.replaceAll('.', '').padEnd(64, 'b'),
      threshold: 0.3,
      inputSchema: features,
      groupAttributes: ['sex'],
      baselineId: baseline.body.id,
      intendedUse: 'Flags patients at risk.',
    })
    expect(version.status, JSON.stringify(version.body)).toBe(201)
    world.versions[label] = version.body.id
  }

  test('has to be good on the patients of today, by inputs and approvals of today', async () => {
    const world = await rollbackWorld(server, { mode: 'automatic', maximumUnknownMixShare: 0.05 })
    await addVersion(world, '0.8.0', { sexes: ['female'] })
    await addVersion(world, '0.9.0', { unit: 'mg/dL' })
    await world.makeStable('0.8.0', 0)
    await world.makeStable('0.9.0', 0)
    const withdrawn = { reason: 'Only the other two are asked about.' }
    await world.owner.call('POST', `/versions/${world.versions['1.0.0']}/withdraw`, withdrawn)
    await world.makeStable('2.0.0', 6)
    const answers = await world.live(span(6, 20), '2.0.0', { flatten: 0.9 })
    expect(answers.at(-1)).toMatchObject({ action: 'suspend' })
    const incident = await world.owner.call('GET', `/incidents/${answers.at(-1)!.incidentId}`)
    const { reasons } = incident.body.evidence.decision as {
      reasons: { code: string; message: string }[]
    }
    const codes = reasons.map(({ code }) => code)
    expect(codes).toContain('target-incompatible')
    expect(codes).toContain('no-valid-target')
    const mix = reasons.find(({ code }) => code === 'target-case-mix')
    expect(mix?.message).toMatch(
      /validated on none like (4|5)\d\.\d % of today's patients \(by sex\)/,
    )
  }, 60_000)

  test('has approvals that have not expired', async () => {
    const world = await rollbackWorld(server, { mode: 'automatic', approvalsExpireAfterDays: 1e-9 })
    await world.fail()
    expect(await world.stable()).toBeNull()
    const { body } = await world.owner.call('GET', world.path)
    expect(body.suspendedAt).not.toBeNull()
    const { body: events } = await world.owner.call('GET', `${world.path}/alias-events`)
    const codes = events.items.flatMap(
      ({ evidence }: { evidence: { reasons?: { code: string }[] } }) =>
        (evidence.reasons ?? []).map(({ code }) => code),
    )
    expect(codes).toContain('target-unapproved')
  }, 60_000)
})

describe('a version that was taken back on evidence', () => {
  const promote = async (world: RollbackWorld) => {
    const alias = await world.owner.call('GET', `${world.path}/aliases/stable`)
    const body = { versionId: world.versions['2.0.0'], reason: 'Try again.' }
    const headers = { 'if-match': `"${alias.body.sequence}"` }
    return world.owner.call('PUT', `${world.path}/aliases/stable`, body, headers)
  }

  test('returns only after so many clean cases at a lower level', async () => {
    const world = await rollbackWorld(server, { mode: 'automatic' })
    const day = await world.fail()
    expect(await world.stable()).toBe('1.0.0')
    expect(codesOf(await promote(world))).toContain('return-sample-small')
    await world.live(span(day + 1, day + 8), '2.0.0', { flatten: 0 })
    const clean = codesOf(await promote(world))
    expect(clean).not.toContain('return-sample-small')
    expect(clean).not.toContain('return-level-high')
    // What else a promotion needs is asked all the same.
    expect(clean).toContain('approvals-missing')
    await world.live(span(day + 9, day + 22), '2.0.0', { flatten: 0.9 })
    expect(codesOf(await promote(world))).toContain('return-level-high')
    await world.setPolicy({ hysteresis: { cleanMaturedPositives: 0, highestLevel: 'none' } })
    expect(codesOf(await promote(world))).not.toContain('return-level-high')
  }, 60_000)

  test('is not asked for that after a kill switch, which needs no proof', async () => {
    const world = await rollbackWorld(server)
    await world.live([1], '1.0.0', { flatten: 0 })
    await world.clinician.call('POST', `${world.path}/suspend`, { reason: 'Power cut.' })
    await world.lead.call('POST', `${world.path}/resume`, { reason: 'Power is back.' })
    const alias = await world.owner.call('GET', `${world.path}/aliases/stable`)
    const headers = { 'if-match': `"${alias.body.sequence}"` }
    const body = { versionId: world.versions['1.0.0'], reason: 'Power is back.' }
    const answer = await world.owner.call('PUT', `${world.path}/aliases/stable`, body, headers)
    expect(answer.status).toBe(412)
    expect(codesOf(answer).filter((code) => code.startsWith('return-'))).toEqual([])
  }, 60_000)
})
