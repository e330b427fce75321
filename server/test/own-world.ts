import { stringify } from 'yaml'
import { controlsWorld } from './controls-world.ts'
import type { Answer, Person, TestServer } from './harness.ts'

type Body = Answer['body']

/** A framework of the organization as YAML; `more` replaces what it says. */
export function acmeYaml(more: object = {}): string {
  return stringify({
    ...{ id: 'ACME', title: 'AI policy of Acme', release: '2026.11.0' },
    about: 'What our policy asks.',
    requirements: [
      { id: 'ACME:1', role: 'heading', kind: 'part', title: 'Governance' },
      { id: 'ACME:1.1', kind: 'rule', title: 'A committee decides', parent: 'ACME:1' },
      { id: 'ACME:1.2', kind: 'rule', title: 'Staff is trained', parent: 'ACME:1' },
    ],
    ...more,
  })
}

/** A rule that binds what predicts, with a case on each side. */
export const acmeRule = {
  id: 'ACME:rule-committee',
  requirements: ['ACME:1.1'],
  when: { fact: 'states', in: ['CO'] },
  effective: '2026-01-01',
  cases: [
    { about: 'Denver', facts: { states: ['CO'] }, expect: 'applies' },
    { about: 'Boston', facts: { states: ['MA'] }, expect: 'not' },
  ],
}

/** People who add frameworks of their own, and what is written down meanwhile. */
export async function ownWorld(server: TestServer) {
  const world = await controlsWorld(server)

  function send(
    name: string,
    bytes: string | Buffer,
    query: Record<string, string> = { reason: 'The board asked for it.' },
    who: Person = world.lead,
  ): Promise<Answer> {
    return server.inject({
      method: 'POST',
      url: `/api/v1/content-packs/own?${new URLSearchParams(query).toString()}`,
      headers: {
        ...{ cookie: who.cookie, 'content-type': 'application/octet-stream' },
        'x-file-name': encodeURIComponent(name),
      },
      payload: bytes,
    })
  }

  const preview = (name: string, bytes: string | Buffer, who?: Person) =>
    send(name, bytes, { preview: 'true' }, who)

  const remove = (id: string, who: Person = world.lead) =>
    who.call('DELETE', `/content-packs/own/${id}`, { reason: 'It was a trial.' })

  const get = async (path: string): Promise<Body> => world.done(world.lead.call('GET', path))

  /** How much is kept of content and in the ledger. */
  async function kept(): Promise<Body> {
    const { rows } = await server.owner.query(`select
      (select count(*)::int from content_packs) as packs,
      (select count(*)::int from content_snapshots) as snapshots,
      (select count(*)::int from content_adoptions) as adoptions,
      (select count(*)::int from ledger_entries) as entries`)
    return rows[0]
  }

  return { ...world, send, preview, remove, get, kept }
}
