import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { expect } from 'vitest'
import type { Answer, Person, TestServer } from './harness.ts'
import { pdf } from './zip-fixture.ts'

export type EvidenceWorld = Awaited<ReturnType<typeof evidenceWorld>>

/** People who file, hold and ask for evidence, and shortcuts for what they do. */
export async function evidenceWorld(server: TestServer) {
  const lead = await server.person('governance-lead')
  const owner = await server.person('model-owner')
  const clinician = await server.person('clinician')
  const auditor = await server.person('external-auditor')

  async function register(more: Record<string, unknown> = {}, by = owner): Promise<string> {
    const body = { title: 'Monitoring procedure', kind: 'procedure', ...more }
    const made = await by.call('POST', '/evidence', body)
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id as string
  }

  function upload(
    id: string,
    content: Buffer | string | NodeJS.ReadableStream = pdf,
    options: { name?: string; query?: string; by?: Person; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    return server.inject({
      method: 'POST',
      url: `/api/v1/evidence/${id}/versions?${options.query ?? ''}`,
      headers: {
        cookie: (options.by ?? owner).cookie,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(options.name ?? 'Procedure.pdf'),
        ...options.headers,
      },
      payload: content,
    })
  }

  /** A piece with a file that counts. */
  async function filed(more: Record<string, unknown> = {}, query = ''): Promise<string> {
    const id = await register(more)
    const answer = await upload(id, pdf, { query })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return id
  }

  /** Names of all files that the store has, and of those that came and were not kept. */
  async function files(): Promise<string[]> {
    const folder = dirname(server.services.files.incomingFolder)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries.filter((each) => each.isFile()).map((each) => each.name)
  }

  async function entries(): Promise<number> {
    const head = await server.services.db
      .selectFrom('ledger_heads')
      .select('sequence')
      .where('organization_id', '=', server.organizationId)
      .executeTakeFirst()
    return head?.sequence ?? 0
  }

  return { lead, owner, clinician, auditor, register, upload, filed, files, entries }
}
