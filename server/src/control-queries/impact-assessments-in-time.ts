import { z } from 'zod'
import { controlQuery } from './control-query.ts'
import { monthsParameter, tiersParameter } from './parameters.ts'
import { askSignedInTime } from './signed-in-time.ts'

export const impactAssessmentsInTime = controlQuery({
  id: 'impact-assessments-in-time',
  title: 'Production systems have a signed AI impact assessment that is young enough',
  about:
    'Every AI system in production of the given tiers has a signed AI impact assessment younger than so many months, and its record has not changed since in what was assessed.',
  parametersSchema: z.strictObject({ tiers: tiersParameter, months: monthsParameter }),
  whenNothing: 'not-decidable',
  run: (ctx, parameters, now) => askSignedInTime(ctx, 'ai-impact', parameters, now),
})
