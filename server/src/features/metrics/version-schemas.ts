import { z } from 'zod'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { plainEstimate, versionSpan } from './schemas.ts'

export const versionsComparedQuery = z.object({
  a: z.uuid(),
  b: z.uuid(),
  from: versionSpan.from,
  to: versionSpan.to,
})

const side = z.object({
  id: z.uuid(),
  label: z.string(),
  threshold: z.number(),
  n: z.number().int().nullable().describe('matured predictions of the span; null for 1 to 10'),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
})

const estimate = plainEstimate.extend({ baselineValue: z.number().nullable() })

const difference = plainEstimate.extend({
  z: z.number().nullable(),
  pValue: z.number().nullable().describe('two-sided'),
})

export const versionsCompared = z
  .object({
    a: side,
    b: side,
    metrics: z.array(
      z.object({
        metric: z.enum(metricNames),
        a: estimate,
        b: estimate,
        difference: plainEstimate
          .nullable()
          .describe('a − b on independent cases; null where the metric has no such interval'),
      }),
    ),
    auroc: z.object({
      paired: z
        .object({ patients: z.number().int(), difference })
        .nullable()
        .describe('on patients whom both versions scored at the same moment'),
      unpaired: difference.describe('on all cases of each; holds what the patients differ by'),
      pairing: z.string().describe('why there is a paired comparison, or why there is none'),
    }),
    sentence: z.string(),
    dataCutoff: z.iso.datetime(),
  })
  .meta({ id: 'VersionsCompared' })
