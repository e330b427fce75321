import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileEvidence } from '../src/features/evidence/file-evidence.ts'
import type { FiledEvidence } from '../src/features/evidence/file-evidence.ts'
import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import { aiSystemInput, startTestServer } from './harness.ts'
import type { TestServer } from './harness.ts'

let server: TestServer
let world: EvidenceWorld
let systemId: string

beforeAll(async () => {
  server = await startTestServer()
  world = await evidenceWorld(server)
  systemId = (await world.owner.call('POST', '/ai-systems', aiSystemInput())).body.id as string
}, 60_000)
afterAll(() => server.close())

function report(id: string, more: Partial<FiledEvidence> = {}): FiledEvidence {
  return {
    origin: { type: 'validation-runs', id },
    kind: 'validation-report',
    title: 'Validation of 1.0.0',
    content: Buffer.from('{"auroc": 0.81}'),
    fileName: 'validation-report.json',
    links: [{ type: 'ai-system', id: systemId, aiSystemId: null }],
    ...more,
  }
}

const file = (filed: FiledEvidence) => fileEvidence(world.clinician.ctx.asSystem(), filed)

test('what Primum files is filed once, and again only where something is new', async () => {
  const id = randomUUID()
  const first = await file(report(id))
  expect(first).toMatchObject({
    origin: 'primum',
    source: { type: 'validation-runs', id },
    versionCount: 1,
    linkCount: 1,
    freshness: { state: 'valid' },
    createdBy: { kind: 'system', name: 'Primum' },
  })
  const entries = await world.entries()
  expect(await file(report(id))).toEqual(first)
  expect(await world.entries()).toBe(entries)

  const gate = { type: 'gate', id: 'deployment', aiSystemId: systemId } as const
  const linked = await file(report(id, { links: [...report(id).links!, gate] }))
  expect(linked).toMatchObject({ versionCount: 1, linkCount: 2 })
  const content = Buffer.from('{"auroc": 0.82}')
  const second = await file(report(id, { content }))
  expect(second).toMatchObject({ id: first.id, versionCount: 2, linkCount: 2 })
  expect(second.versions[0]?.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  expect(await world.entries()).toBe(entries + 2)
  const read = await world.auditor.call('GET', `/evidence/${first.id}/versions/2/content`)
  expect(read.body).toEqual({ auroc: 0.82 })
  const list = await world.auditor.call('GET', '/evidence?origin=primum')
  expect(list.body.items.map((each: { id: string }) => each.id)).toEqual([first.id])
})

test('two at once of the same origin make one piece', async () => {
  const id = randomUUID()
  const made = await Promise.all(Array.from({ length: 6 }, () => file(report(id))))
  expect(new Set(made.map((each) => each.id)).size).toBe(1)
  expect((await file(report(id))).versionCount).toBe(1)
})

test('it stands or falls with what made it', async () => {
  const id = randomUUID()
  const entries = await world.entries()
  const failing = world.clinician.ctx.asSystem().transaction(async (tx) => {
    await fileEvidence(tx, report(id))
    throw new Error('what made it failed')
  })
  await expect(failing).rejects.toThrow('what made it failed')
  expect(await world.entries()).toBe(entries)
  const list = await world.auditor.call('GET', '/evidence?origin=primum&limit=200')
  expect(list.body.items.some((each: { source: { id: string } }) => each.source.id === id)).toBe(
    false,
  )
})

test('what was withdrawn stays withdrawn, and who may not file does not', async () => {
  const id = randomUUID()
  const { id: evidenceId } = await file(report(id))
  const path = `/evidence/${evidenceId}/withdraw`
  expect((await world.lead.call('POST', path, { reason: 'Wrong data.' })).status).toBe(200)
  const again = await file(report(id, { content: Buffer.from('{"auroc": 0.9}') }))
  expect(again).toMatchObject({ versionCount: 2, freshness: { state: 'withdrawn' } })
  await expect(fileEvidence(world.clinician.ctx, report(id))).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(file(report(randomUUID(), { fileName: 'report.pdf' }))).rejects.toMatchObject({
    code: 'invalid',
  })
})
