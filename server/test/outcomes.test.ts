import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeProfile } from '@primum/core/monitoring/profile'
import { scoredCounts, unlabelledCount } from '@primum/core/monitoring/profile-views'
import { startTestServer } from './harness.ts'
import type { Person, TestServer } from './harness.ts'
import { bothProfiles, countRows, makePredictions, makeSubject } from './telemetry-fixture.ts'
import type { Subject } from './telemetry-fixture.ts'

let server: TestServer
let owner: Person
let auditor: Person
let subject: Subject
let ids: string[]

const observedAt = '2026-02-01T00:00:00Z'
const outcome = (predictionId: string, label: unknown, more: object = {}) => ({
  predictionId,
  label,
  observedAt,
  ...more,
})
const send = (...rows: unknown[]) => owner.call('POST', `${subject.path}/outcomes`, { rows })

/** Of everyone on every day: how many are unlabelled, negative and positive. */
async function labels(): Promise<[number, number, number]> {
  const { stored, recomputed } = await bothProfiles(server, owner, subject.versionId)
  expect(stored).toEqual(recomputed)
  const sums: [number, number, number] = [0, 0, 0]
  for (const { body } of stored.filter((each) => each.attribute === '')) {
    const profile = decodeProfile(Buffer.from(body, 'hex'))
    const counts = scoredCounts(profile, 'exclude-unlabelled')
    sums[0] += unlabelledCount(profile)
    sums[1] += counts.negatives.reduce((sum, count) => sum + count, 0)
    sums[2] += counts.positives.reduce((sum, count) => sum + count, 0)
  }
  return sums
}

async function changedDay(): Promise<string | null> {
  const state = await server.services.db
    .selectFrom('telemetry_state')
    .select('changed_day')
    .where('ai_system_id', '=', subject.systemId)
    .executeTakeFirstOrThrow()
  return state.changed_day
}

beforeAll(async () => {
  server = await startTestServer()
  owner = await server.person('model-owner')
  auditor = await server.person('internal-auditor')
  for (const code of ['north', 'south']) {
    await server.administrator.call('POST', '/sites', { code, name: code })
  }
  subject = await makeSubject(owner)
  const rows = makePredictions(100, 20)
  ids = rows.map((row) => row.id)
  await owner.call('POST', `${subject.path}/predictions`, { rows })
})
afterAll(() => server.close())

describe('sending outcomes', () => {
  test('labels the predictions and leaves one ledger entry', async () => {
    const sent = await send(outcome(ids[0]!, 1), outcome(ids[1]!, 0), outcome(ids[2]!, 1))
    expect(sent).toMatchObject({ status: 200, body: { accepted: 3, duplicates: 0, rejected: 0 } })
    expect(await labels()).toEqual([97, 1, 2])
    const ledger = await owner.call('GET', `/ledger?subjectId=${subject.systemId}`)
    const entry = ledger.body.items.find(
      (item: { action: string }) => item.action === 'outcomes.send',
    )
    expect(entry).toMatchObject({ details: { accepted: 3 } })
    expect(JSON.stringify(entry)).not.toContain(ids[0])
  })

  test('refuses who may not', async () => {
    const path = `${subject.path}/outcomes`
    const refused = await auditor.call('POST', path, { rows: [outcome(ids[0]!, 1)] })
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('the same revision: same label is a duplicate, other label a conflict', async () => {
    const before = await countRows(server, 'outcomes', subject.systemId)
    const again = await send(outcome(ids[0]!, 1), outcome(ids[1]!, 1))
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 1, rejected: 1 })
    expect(again.body.errors).toMatchObject([{ row: 2, id: ids[1], path: 'revision' }])
    const twice = await send(outcome(ids[9]!, 1), outcome(ids[9]!, 1), outcome(ids[9]!, 0))
    expect(twice.body).toMatchObject({ accepted: 1, duplicates: 1, rejected: 1 })
    expect(await countRows(server, 'outcomes', subject.systemId)).toBe(before + 1)
    expect(await labels()).toEqual([96, 1, 3])
  })

  test('a higher revision corrects; a lower one that comes late has no effect', async () => {
    await send(outcome(ids[3]!, 1, { revision: 2 }))
    expect(await labels()).toEqual([95, 1, 4])
    expect((await send(outcome(ids[3]!, 0))).body).toMatchObject({ accepted: 1, rejected: 0 })
    expect(await labels()).toEqual([95, 1, 4])
    await send(outcome(ids[3]!, 0, { revision: 3 }))
    expect(await labels()).toEqual([95, 2, 3])
    const both = await send(outcome(ids[4]!, 1), outcome(ids[4]!, 0, { revision: 2 }))
    expect(both.body.accepted).toBe(2)
    expect(await labels()).toEqual([94, 3, 3])
  })

  test('the earliest day whose labels changed is noted for the monitors', async () => {
    await server.owner.query(
      'update telemetry_state set changed_day = null where ai_system_id = $1',
      [subject.systemId],
    )
    const dayOf = await server.owner.query<{ day: string }>(
      'select day::text from predictions where ai_system_id = $1 and id = any($2) order by day',
      [subject.systemId, [ids[50], ids[51], ids[52]]],
    )
    await send(outcome(ids[50]!, 1), outcome(ids[51]!, 1), outcome(ids[52]!, 1))
    expect(await changedDay()).toBe(dayOf.rows[0]!.day)
  })

  test('corrections from four clients at once count exactly once', async () => {
    const rows = ids.slice(60, 90).map((id, index) => outcome(id, index % 2, { revision: 5 }))
    const before = await labels()
    const sent = await Promise.all(
      [rows, rows.toReversed(), rows, rows].map((each) => send(...each)),
    )
    expect(sent.reduce((sum, answer) => sum + answer.body.accepted, 0)).toBe(30)
    expect(await labels()).toEqual([before[0] - 30, before[1] + 15, before[2] + 15])
  })
})

describe('a wrong row is refused with its number, field and remedy', () => {
  test.each([
    ['without a prediction', () => outcome('no-such', 1), 'predictionId'],
    [
      'before its prediction',
      () => outcome(ids[99]!, 1, { observedAt: '2025-12-31T00:00:00Z' }),
      'observedAt',
    ],
    [
      'observed in the future',
      () => outcome(ids[99]!, 1, { observedAt: '2999-01-01T00:00:00Z' }),
      'observedAt',
    ],
    [
      'without a zone',
      () => outcome(ids[99]!, 1, { observedAt: '2026-02-01T00:00:00' }),
      'observedAt',
    ],
    ['label 2', () => outcome(ids[99]!, 2), 'label'],
    ['label as text', () => outcome(ids[99]!, '1'), 'label'],
    ['label null', () => outcome(ids[99]!, null), 'label'],
    ['revision 0', () => outcome(ids[99]!, 1, { revision: 0 }), 'revision'],
    ['revision 1.5', () => outcome(ids[99]!, 1, { revision: 1.5 }), 'revision'],
    ['an unknown field', () => outcome(ids[99]!, 1, { comment: 'x' }), 'comment'],
    ['an identifier', () => outcome(ids[99]!, 1, { mrn: '12345678' }), 'mrn'],
    ['no object', () => 7, 'row'],
  ])('%s', async (_name, row, path) => {
    const before = await countRows(server, 'outcomes', subject.systemId)
    const sent = await send(row())
    expect(sent.body).toMatchObject({ accepted: 0, duplicates: 0, rejected: 1 })
    expect(sent.body.errors).toMatchObject([{ row: 1, path, remedy: expect.stringMatching(/\w/) }])
    expect(await countRows(server, 'outcomes', subject.systemId)).toBe(before)
  })
})
