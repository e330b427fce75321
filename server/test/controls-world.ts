import { expect } from 'vitest'
import { runDueTests } from '../src/jobs/control-test-round.ts'
import { evidenceWorld } from './evidence-world.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'

type Body = Answer['body']

export type ControlsWorld = Awaited<ReturnType<typeof controlsWorld>>

/** People who write and test controls, and shortcuts for what they do. */
export async function controlsWorld(server: TestServer) {
  const registry = await registryWorld(server)
  const files = await evidenceWorld(server)
  const { lead, auditor } = registry
  let made = 0

  async function done(answer: Promise<Answer>): Promise<Body> {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    return body
  }

  async function memberId(person: Person): Promise<string> {
    const { items } = await done(server.administrator.call('GET', '/members'))
    return items.find(({ userId }: Body) => userId === person.userId).id
  }

  async function control(more: object = {}): Promise<Body> {
    made += 1
    const reference = `AIC-${String(made).padStart(2, '0')}`
    const said = { reference, title: 'AI impact is assessed', description: 'Before release.' }
    return done(lead.call('POST', '/controls', { ...said, ...more }))
  }

  const requirementPath = (id: string, requirementId: string) =>
    `/controls/${id}/requirements/${encodeURIComponent(requirementId)}`

  function map(id: string, requirementId: string, reach = 'whole', by = lead): Promise<Answer> {
    const body = { reach, rationale: 'The procedure says so.' }
    return by.call('PUT', requirementPath(id, requirementId), body)
  }

  function automatic(controlId: string, query: string, more: object = {}): Promise<Body> {
    const body = { kind: 'automatic', title: query, query, everyMonths: 3, ...more }
    return done(lead.call('POST', `/controls/${controlId}/tests`, body))
  }

  function manual(controlId: string, more: object = {}): Promise<Body> {
    const body = { kind: 'manual', title: 'Sample of minutes', procedure: 'Read five.', ...more }
    return done(lead.call('POST', `/controls/${controlId}/tests`, body))
  }

  const run = (testId: string, body: object = {}, by = auditor): Promise<Answer> =>
    by.call('POST', `/control-tests/${testId}/runs`, body)

  const read = (id: string): Promise<Body> => done(lead.call('GET', `/controls/${id}`))

  /** Evidence with a file that counts, linked to a control. */
  const evidence = (controlId: string, query = ''): Promise<string> =>
    files.filed({ links: [{ type: 'control', id: controlId }] }, query)

  /** A control that operates: owner and evidence, and no test yet. */
  async function operating(requirementId: string, reach = 'whole'): Promise<Body> {
    const { id } = await control({ ownerId: await memberId(lead) })
    await done(map(id, requirementId, reach))
    await evidence(id)
    const found = await read(id)
    expect(found.implementation).toEqual({ state: 'operating', reasons: [] })
    return found
  }

  async function coverageOf(requirementId: string): Promise<Body> {
    const framework = requirementId.slice(0, requirementId.indexOf(':'))
    const { items } = await done(lead.call('GET', `/frameworks/${framework}/coverage`))
    return items.find(({ requirement }: Body) => requirement.id === requirementId)
  }

  /** What the hourly schedule does. */
  async function round(): Promise<void> {
    const errors: unknown[] = []
    await runDueTests(server.services, new AbortController().signal, (each) => errors.push(each))
    expect(errors).toEqual([])
  }

  return {
    ...{ ...registry, done, memberId, control, map, requirementPath, automatic, manual, run, read },
    ...{ evidence, operating, coverageOf, round, files },
  }
}
