import { z } from 'zod'
import { controlQuery } from './control-query.ts'
import { loadTestedSystems, systemSubject } from './tested-systems.ts'

export const aiSystemsClassified = controlQuery({
  id: 'ai-systems-classified',
  title: 'Registered AI systems are classified',
  about: 'Every registered AI system that is not retired has a risk tier.',
  parametersSchema: z.strictObject({}),
  whenNothing: 'not-decidable',
  run: async (ctx) => {
    const systems = await loadTestedSystems(ctx)
    return {
      subjects: systems.map((system) =>
        system.tier === null
          ? systemSubject(system, false, 'nobody has classified it')
          : systemSubject(system, true, `it is of tier ${system.tier}`),
      ),
    }
  },
})
