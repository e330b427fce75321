import { z } from 'zod'
import { controlQuery } from './control-query.ts'
import { monthsParameter, tiersParameter } from './parameters.ts'
import { askSignedInTime } from './signed-in-time.ts'

export const riskAssessmentsInTime = controlQuery({
  id: 'risk-assessments-in-time',
  title: 'Production systems have a signed organisational risk assessment that is young enough',
  about:
    'Every AI system in production of the given tiers has a signed organisational risk assessment younger than so many months, and its record has not changed since in what was assessed.',
  parametersSchema: z.strictObject({ tiers: tiersParameter, months: monthsParameter }),
  whenNothing: 'not-decidable',
  run: (ctx, parameters, now) => askSignedInTime(ctx, 'organisational-risk', parameters, now),
})
