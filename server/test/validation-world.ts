import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { randomFrom } from './telemetry-fixture.ts'
import { password } from './harness.ts'
import type { Answer, Person, TestServer } from './harness.ts'
import { registryWorld } from './registry-world.ts'

export type ValidationWorld = Awaited<ReturnType<typeof validationWorld>>

export function protocolInput(more: Record<string, unknown> = {}) {
  return {
    title: 'Local validation on 2025 discharges',
    intendedPopulation: 'Adult inpatients at discharge.',
    primaryMetric: { metric: 'auroc' },
    acceptanceCriteria: [
      { metric: 'auroc', bound: 'lower', operator: 'at-least', limit: 0.7 },
      { metric: 'sensitivity', threshold: 0.5, bound: 'value', operator: 'at-least', limit: 0.5 },
    ],
    subgroups: ['sex'],
    thresholds: [0.5],
    unit: { aggregation: 'none' },
    requiredPrecision: { prevalence: 0.5, auroc: { expected: 0.8, width: 0.1 } },
    ...more,
  }
}

export const roles = { score: 'risk', label: 'readmitted', groups: ['sex'], features: [] }

/** Rows whose score is calibrated: the outcome happens with the probability of the score. */
export function csvRows(rows: number, seed = 1): string {
  const random = randomFrom(seed)
  const lines = ['patient_id,risk,readmitted,sex,age']
  for (let i = 0; i < rows; i++) {
    const risk = random()
    const label = random() < risk ? 1 : 0
    const sex = random() < 0.5 ? 'female' : 'male'
    lines.push(`P${i},${risk.toFixed(6)},${label},${sex},${Math.floor(20 + 60 * random())}`)
  }
  return `${lines.join('\n')}\n`
}

/** A system with a candidate, and shortcuts from a protocol to a signed report. */
export async function validationWorld(server: TestServer) {
  const registry = await registryWorld(server)
  const { owner, lead } = registry

  async function protocol(
    systemId: string,
    options: { locked?: boolean; more?: Record<string, unknown> } = {},
  ): Promise<string> {
    const made = await owner.call(
      'POST',
      `/ai-systems/${systemId}/validation-protocols`,
      protocolInput(options.more),
    )
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const id = made.body.id as string
    if (options.locked ?? true) {
      const locked = await owner.call('POST', `/validation-protocols/${id}/lock`, { password })
      expect(locked.status, JSON.stringify(locked.body)).toBe(200)
    }
    return id
  }

  function upload(
    protocolId: string,
    content: string | Buffer,
    options: { name?: string; by?: Person; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const name = options.name ?? 'cohort.csv'
    return server.inject({
      method: 'POST',
      url: `/api/v1/validation-protocols/${protocolId}/uploads`,
      headers: {
        cookie: (options.by ?? owner).cookie,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
        ...options.headers,
      },
      payload: content,
    })
  }

  async function uploaded(protocolId: string, content: string, name?: string): Promise<string> {
    const made = await upload(protocolId, content, name === undefined ? {} : { name })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body.id as string
  }

  function start(protocolId: string, body: Record<string, unknown>): Promise<Answer> {
    return owner.call('POST', `/validation-protocols/${protocolId}/runs`, body)
  }

  /** The run once it has ended, or once `enough` says so. */
  async function ended(
    runId: string,
    enough = (run: Answer['body']) => !['queued', 'running'].includes(run.state),
  ) {
    for (let i = 0; i < 600; i++) {
      const { body } = await owner.call('GET', `/validation-runs/${runId}`)
      if (enough(body)) return body
      await sleep(50)
    }
    throw new Error(`run ${runId} did not end`)
  }

  /** From an empty system to a run that is done. */
  async function done(systemId: string, options: { more?: Record<string, unknown> } = {}) {
    const protocolId = await protocol(systemId, options)
    const uploadId = await uploaded(protocolId, csvRows(2000))
    const made = await start(protocolId, { uploadId, roles })
    expect(made.status, JSON.stringify(made.body)).toBe(202)
    return ended(made.body.id as string)
  }

  function sign(runId: string, by = lead): Promise<Answer> {
    return by.call('POST', `/validation-runs/${runId}/sign`, { password, statement: 'Read.' })
  }

  return { ...registry, protocol, upload, uploaded, start, ended, done, sign }
}
