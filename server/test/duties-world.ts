import { expect } from 'vitest'
import type { DutyStatus } from '@primum/core/duties/duty'
import { Context, systemActor } from '../src/context.ts'
import { evidenceWorld } from './evidence-world.ts'
import { aiSystemInput } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'

export type Duty = {
  id: string
  aiSystem: { id: string }
  requirement: { id: string; title: string }
  state: string
  status: DutyStatus
  reason: string
  dueOn: string | null
  overdue: boolean
  due: { on: string; agreed: boolean }
  owner: { of: string; name: string; member: { id: string } | null } | null
  note: string
  lookAgain: { because: string[] } | null
  setAside: { reason: string; by: { name: string } } | null
  everyMonths: number | null
  prohibits: boolean
  revision: number
}

export type DutiesWorld = Awaited<ReturnType<typeof dutiesWorld>>

/** People who see to duties, systems that the law asks something of, and evidence for it. */
export async function dutiesWorld(server: TestServer) {
  const files = await evidenceWorld(server)
  const { lead, owner } = files
  const sites = [
    { code: 'denver', name: 'Denver', country: 'US', state: 'CO' },
    { code: 'chicago', name: 'Chicago', country: 'US', state: 'IL' },
  ]
  for (const site of sites) await server.administrator.call('POST', '/sites', site)

  async function done(answer: Promise<Answer>): Promise<Answer['body']> {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    return body
  }

  const hospital = { hipaaCoveredEntity: true, hipaaBusinessAssociate: false, healthPlan: false }
  await done(lead.call('PATCH', '/law-facts', { facts: hospital }))

  /** A triage system in Denver: Colorado's law is coming for it, HIPAA applies. */
  async function register(more: object = {}): Promise<string> {
    const fields = { archetype: 'triage', siteCodes: ['denver'], usesPhi: true, ...more }
    const { id } = await done(owner.call('POST', '/ai-systems', { ...aiSystemInput(), ...fields }))
    return id as string
  }

  const state = (id: string, facts: object) =>
    done(owner.call('PATCH', `/ai-systems/${id}/law-facts`, { facts }))

  /** Every duty that a query finds, page after page. */
  async function duties(query = '', by: Person = lead, limit = 200): Promise<Duty[]> {
    const items: Duty[] = []
    let cursor: string | null = null
    do {
      const more = cursor === null ? '' : `&cursor=${cursor}`
      const body = await done(by.call('GET', `/duties?limit=${limit}&${query}${more}`))
      expect(body.deriving).toBe(0)
      items.push(...body.items)
      cursor = body.nextCursor
    } while (cursor !== null)
    return items
  }

  /** All duties of a system by requirement, whatever their state. */
  async function dutiesOf(aiSystemId: string): Promise<Map<string, Duty>> {
    const states = ['applies', 'coming', 'may-apply', 'exempt', 'ended']
    const found: Duty[] = []
    for (const each of states) {
      found.push(...(await duties(`aiSystemId=${aiSystemId}&state=${each}`)))
    }
    return new Map(found.map((each) => [each.requirement.id, each]))
  }

  async function dutyOf(aiSystemId: string, requirementId: string): Promise<Duty> {
    const found = (await dutiesOf(aiSystemId)).get(requirementId)
    expect(found, requirementId).toBeDefined()
    return found!
  }

  const link = (evidenceId: string, requirementId: string, aiSystemId: string | null) =>
    done(
      owner.call('POST', `/evidence/${evidenceId}/links`, {
        ...{ type: 'obligation', id: requirementId, aiSystemId },
      }),
    )

  /** Evidence with a file, linked to an obligation. */
  async function proven(requirementId: string, aiSystemId: string | null, query = '') {
    const id = await files.filed({}, query)
    await link(id, requirementId, aiSystemId)
    return id
  }

  const memberId = ({ ctx }: Person) => ctx.actor.memberId!

  const system = new Context({
    ...{ services: server.services, organizationId: server.organizationId },
    ...{ actor: systemActor, asker: { kind: 'system' } },
  })

  async function entriesOf(action: string, subjectId: string) {
    return server.services.db
      .selectFrom('ledger_entries')
      .select(['sequence', 'actor', 'details'])
      .where('action', '=', action)
      .where('subject_id', '=', subjectId)
      .orderBy('sequence')
      .execute()
  }

  return {
    ...{ files, lead, owner, clinician: files.clinician, auditor: files.auditor, system },
    ...{ done, register, state, duties, dutiesOf, dutyOf, link, proven, memberId, entriesOf },
  }
}
