import { password } from './harness.ts'
import type { Answer } from './harness.ts'
import { makePredictions } from './telemetry-fixture.ts'
import { csvRows, protocolInput, roles } from './validation-world.ts'
import type { ValidationWorld } from './validation-world.ts'

/** One successful call of every route of validation that writes. */
export function validationWrites(
  open: () => ValidationWorld,
): Record<string, () => Promise<Answer>> {
  const candidate = async () => {
    const world = open()
    const systemId = await world.system()
    await world.version(systemId, '1.0.0')
    return { world, systemId }
  }
  const started = async () => {
    const { world, systemId } = await candidate()
    const protocolId = await world.protocol(systemId)
    const uploadId = await world.uploaded(protocolId, csvRows(200))
    return { world, answer: await world.start(protocolId, { uploadId, roles }) }
  }
  return {
    'POST /api/v1/ai-systems/:id/validation-protocols': async () => {
      const { world, systemId } = await candidate()
      const path = `/ai-systems/${systemId}/validation-protocols`
      return world.owner.call('POST', path, protocolInput())
    },
    'PATCH /api/v1/validation-protocols/:id': async () => {
      const { world, systemId } = await candidate()
      const id = await world.protocol(systemId, { locked: false })
      return world.owner.call('PATCH', `/validation-protocols/${id}`, protocolInput())
    },
    'POST /api/v1/validation-protocols/:id/lock': async () => {
      const { world, systemId } = await candidate()
      const id = await world.protocol(systemId, { locked: false })
      return world.owner.call('POST', `/validation-protocols/${id}/lock`, { password })
    },
    'POST /api/v1/validation-protocols/:id/uploads': async () => {
      const { world, systemId } = await candidate()
      return world.upload(await world.protocol(systemId), csvRows(50))
    },
    'POST /api/v1/validation-protocols/:id/runs': async () => (await started()).answer,
    'POST /api/v1/validation-protocols/:id/silent-runs': async () => {
      const { world, systemId } = await candidate()
      const rows = makePredictions(30, 1, { groups: { sex: 'female' }, features: { age: 50 } })
      const plain = rows.map(({ site: _site, ...row }) => row)
      await world.owner.call('POST', `/ai-systems/${systemId}/predictions`, { rows: plain })
      const path = `/validation-protocols/${await world.protocol(systemId)}/silent-runs`
      return world.owner.call('POST', path, { from: '2026-01-01', to: '2026-01-10' })
    },
    'POST /api/v1/validation-runs/:id/cancel': async () => {
      const { world, answer } = await started()
      return world.owner.call('POST', `/validation-runs/${answer.body.id}/cancel`)
    },
    'POST /api/v1/validation-runs/:id/sign': async () => {
      const { world, answer } = await started()
      await world.ended(answer.body.id)
      return world.sign(answer.body.id)
    },
  }
}
