import type { Answer } from './harness.ts'
import type { ControlsWorld } from './controls-world.ts'

/** One successful call of every route of controls that writes. */
export function controlWrites(world: () => ControlsWorld): Record<string, () => Promise<Answer>> {
  const pair = { from: 'ISO42001:4.2', to: 'ISO27001:4.2' }
  const adopt = () =>
    world().lead.call('POST', '/adopted-mappings', { ...pair, reason: 'Same parties.' })
  return {
    'POST /api/v1/controls': async () =>
      world().lead.call('POST', '/controls', {
        reference: 'AIC-90',
        title: 'Roles are named',
        description: 'Each AI system has owners.',
      }),
    'PATCH /api/v1/controls/:id': async () => {
      const { id } = await world().control()
      return world().lead.call('PATCH', `/controls/${id}`, { title: 'Another title' })
    },
    'POST /api/v1/controls/:id/retire': async () => {
      const { id } = await world().control()
      return world().lead.call('POST', `/controls/${id}/retire`, { reason: 'Replaced.' })
    },
    'PUT /api/v1/controls/:id/requirements/:requirementId': async () => {
      const { id } = await world().control()
      return world().map(id, 'ISO42001:6.1.4')
    },
    'DELETE /api/v1/controls/:id/requirements/:requirementId': async () => {
      const { id } = await world().control()
      await world().map(id, 'ISO42001:6.1.4')
      return world().lead.call('DELETE', world().requirementPath(id, 'ISO42001:6.1.4'))
    },
    'POST /api/v1/controls/:id/tests': async () => {
      const { id } = await world().control()
      const test = { kind: 'manual', title: 'Sample', procedure: 'Read five.' }
      return world().lead.call('POST', `/controls/${id}/tests`, test)
    },
    'PATCH /api/v1/control-tests/:id': async () => {
      const test = await world().manual((await world().control()).id)
      return world().lead.call('PATCH', `/control-tests/${test.id}`, { everyMonths: 6 })
    },
    'POST /api/v1/control-tests/:id/runs': async () => {
      const test = await world().automatic((await world().control()).id, 'ledger-verifies')
      return world().run(test.id)
    },
    'POST /api/v1/adopted-mappings': adopt,
    'DELETE /api/v1/adopted-mappings': async () => {
      await adopt()
      return world().lead.call('DELETE', '/adopted-mappings', pair)
    },
  }
}
