import { z } from 'zod'
import { missingFields } from '../features/lifecycle/missing-fields.ts'
import { controlQuery } from './control-query.ts'
import { loadTestedSystems, systemSubject } from './tested-systems.ts'

export const aiSystemsHaveOwners = controlQuery({
  id: 'ai-systems-have-owners',
  title: 'Registered AI systems have their owners named',
  about:
    'Every registered AI system that is not retired names its model owner, technical owner and risk owner, and where it touches care its clinical owner.',
  parametersSchema: z.strictObject({}),
  whenNothing: 'not-decidable',
  run: async (ctx) => {
    const systems = await loadTestedSystems(ctx)
    return {
      subjects: systems.map((system) => {
        const missing = missingFields(system).filter((field) => field.endsWith('Owner'))
        return missing.length === 0
          ? systemSubject(system, true, 'its owners are named')
          : systemSubject(system, false, `it lacks ${missing.join(', ')}`)
      }),
    }
  },
})
