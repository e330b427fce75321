import { evidenceWorld } from './evidence-world.ts'
import type { EvidenceWorld } from './evidence-world.ts'
import type { Answer, TestServer } from './harness.ts'

/** One successful call of every route of evidence and of requests for it that writes. */
export function evidenceWrites(open: () => TestServer): Record<string, () => Promise<Answer>> {
  let opened: Promise<EvidenceWorld> | undefined
  const world = () => (opened ??= evidenceWorld(open()))
  const reason = { reason: 'Claim 2026/17.' }
  const link = { type: 'requirement', id: 'ISO42001:A.6.2.4' }

  async function act(name: string, before: string[] = []): Promise<Answer> {
    const { lead, filed } = await world()
    const path = `/evidence/${await filed()}`
    for (const each of before) await lead.call('POST', `${path}/${each}`, reason)
    return lead.call('POST', `${path}/${name}`, reason)
  }

  async function asked(): Promise<Answer> {
    const { auditor } = await world()
    return auditor.call('POST', '/evidence-requests', {
      title: 'Minutes',
      description: 'Of the committee.',
      askedOf: { role: 'model-owner' },
      dueOn: '2100-01-01',
    })
  }

  return {
    'POST /api/v1/evidence': async () =>
      (await world()).owner.call('POST', '/evidence', { title: 'Policy', kind: 'policy' }),
    'PATCH /api/v1/evidence/:id': async () => {
      const { owner, register } = await world()
      return owner.call('PATCH', `/evidence/${await register()}`, { title: 'Policy 2' })
    },
    'POST /api/v1/evidence/:id/versions': async () => {
      const { register, upload } = await world()
      return upload(await register())
    },
    'POST /api/v1/evidence/:id/links': async () => {
      const { owner, filed } = await world()
      return owner.call('POST', `/evidence/${await filed()}/links`, link)
    },
    'DELETE /api/v1/evidence/:id/links/:linkId': async () => {
      const { owner, filed } = await world()
      const path = `/evidence/${await filed()}/links`
      const made = await owner.call('POST', path, link)
      return owner.call('DELETE', `${path}/${made.body.id}`)
    },
    'POST /api/v1/evidence/:id/hold': () => act('hold'),
    'POST /api/v1/evidence/:id/release': () => act('release', ['hold']),
    'POST /api/v1/evidence/:id/withdraw': () => act('withdraw'),
    'PUT /api/v1/evidence/:id/retention': async () => {
      const { lead, filed } = await world()
      const kept = { retentionUntil: '2036-01-01', reason: 'Ten years.' }
      return lead.call('PUT', `/evidence/${await filed()}/retention`, kept)
    },
    'POST /api/v1/evidence-requests': asked,
    'POST /api/v1/evidence-requests/:id/fulfil': async () => {
      const { owner, filed } = await world()
      const { id } = (await asked()).body
      const evidenceId = await filed()
      return owner.call('POST', `/evidence-requests/${id}/fulfil`, { evidenceId })
    },
    'POST /api/v1/evidence-requests/:id/cancel': async () => {
      const { auditor } = await world()
      const { id } = (await asked()).body
      return auditor.call('POST', `/evidence-requests/${id}/cancel`, { reason: 'Found.' })
    },
  }
}
