import { criterionStates } from '@primum/core/validation/judge-criteria'
import { z } from 'zod'
import { estimateStates } from '../../monitoring/estimate-fields.ts'

const source = z.enum([
  'ai-system',
  'version',
  'baseline',
  'classification',
  'assessment',
  'protocol',
  'validation',
  'monitors',
])

const cardFact = z
  .object({
    id: z.string(),
    name: z.string().describe('as in the Applied Model Card of the Coalition for Health AI'),
    attribute: z
      .string()
      .nullable()
      .describe(
        'the source attribute of 45 CFR 170.315(b)(11)(iv)(B) it answers: B2.1 is (B)(2), first',
      ),
    value: z.string().nullable().describe('null: not stated'),
    source: source.nullable().describe('where it was stated, and is mended'),
  })
  .meta({ id: 'ModelCardFact' })

const cardMetric = z
  .object({
    metric: z.string(),
    threshold: z.number().nullable(),
    value: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    level: z.number().nullable(),
    n: z.number(),
    state: z.enum(estimateStates),
    reason: z.string().nullable(),
  })
  .meta({ id: 'ModelCardMetric' })

const cardSegment = z
  .object({
    attribute: z.string().describe("'' for everyone"),
    value: z.string(),
    n: z.number().int().nullable().describe('null: too few people to be shown'),
    metrics: z.array(cardMetric),
  })
  .meta({ id: 'ModelCardSegment' })

const cardFairness = z
  .object({
    attribute: z.string(),
    threshold: z.number(),
    equalizedOddsDifference: z.number().nullable(),
    demographicParityRatio: z.number().nullable(),
    reason: z.string().nullable(),
    gaps: z.array(
      z.object({
        group: z.string(),
        rate: z.string(),
        difference: z.number().nullable().describe('of the group to all others'),
        lower: z.number().nullable(),
        upper: z.number().nullable(),
        beyond: z.enum(['none', 'warning', 'critical']).nullable().describe('null: not judged'),
        reason: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ModelCardFairness' })

const verdict = z.enum(criterionStates)

const cardValidation = z
  .object({
    runId: z.uuid(),
    kind: z.enum(['file', 'silent']),
    protocol: z.object({ id: z.uuid(), title: z.string(), digest: z.string() }),
    intendedPopulation: z.string(),
    data: z.object({
      name: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      unit: z.string(),
    }),
    n: z.number().int().nullable().describe('with a known outcome; null where hidden'),
    events: z.number().int().nullable(),
    sampleSizeRequired: z.number().int().nullable(),
    sampleSizeReached: z.boolean().nullable(),
    verdict,
    criteria: z.array(z.object({ sentence: z.string(), state: verdict })),
    segments: z.array(cardSegment),
    fairness: z.array(cardFairness),
    suppressedBelow: z.number().nullable().describe('counts from 1 to below this are hidden'),
    digest: z.string().describe('SHA-256 of what was signed'),
    signedAt: z.iso.datetime(),
  })
  .meta({ id: 'ModelCardValidation' })

const cardMonitor = z.object({
  key: z.string(),
  metric: z.string(),
  feature: z.string().nullable(),
  threshold: z.number().nullable(),
  segment: z.string(),
  windowDays: z.number(),
  margin: z.number(),
  severity: z.string(),
  action: z.string(),
})

const cardSignOff = z.object({
  subject: z.string(),
  meaning: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  statement: z.string().nullable(),
  digest: z.string(),
  method: z.string(),
  at: z.iso.datetime(),
})

export const modelCard = z
  .object({
    format: z.literal('primum-model-card/1'),
    digest: z.string().describe('SHA-256 over the canonical JSON of all but this and generatedAt'),
    generatedAt: z.iso.datetime(),
    aiSystem: z.object({
      id: z.uuid(),
      reference: z.string(),
      name: z.string(),
      synthetic: z.boolean(),
    }),
    version: z.object({
      id: z.uuid(),
      label: z.string(),
      digest: z.string(),
      withdrawn: z.boolean(),
    }),
    sections: z.array(
      z
        .object({ id: z.string(), title: z.string(), facts: z.array(cardFact) })
        .meta({ id: 'ModelCardSection' }),
    ),
    inputs: z.array(z.object({ name: z.string(), kind: z.string(), unit: z.string().nullable() })),
    thresholds: z.array(z.number()).describe('that of the version first'),
    statedMetrics: z.array(
      z.object({
        name: z.string(),
        value: z.number(),
        lower: z.number().nullable(),
        upper: z.number().nullable(),
        n: z.number().nullable(),
        source: z.string().nullable(),
      }),
    ),
    validation: cardValidation.nullable().describe('the newest signed report; null without one'),
    limitations: z.array(z.string()),
    monitors: z.array(cardMonitor).describe('that are switched on for the AI system'),
    signOffs: z.array(cardSignOff),
    notStated: z.array(z.string()).describe('names of the facts that nobody stated'),
  })
  .meta({ id: 'ModelCard' })

export const modelCardMarkdown = z.string().describe('the same card as Markdown')
