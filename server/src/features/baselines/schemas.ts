import { featureName, featureSchemas } from '@primum/core/monitoring/feature-schema'
import { metricNames } from '@primum/core/monitoring/metric-kind'
import { z } from 'zod'
import { identifierInName } from '../../telemetry/direct-identifiers.ts'
import { estimateFields } from '../../monitoring/estimate-fields.ts'

export const maximumRows = 200_000

/** PostgreSQL stores no NUL, and canonical JSON no half of a surrogate pair. */
const storable = (text: string) => text.isWellFormed() && !text.includes('\u0000')
const unstorable = 'holds a character that cannot be stored'
const unique = (names: readonly unknown[]) => new Set(names).size === names.length

export const storedLine = z.string().trim().min(1).max(300).refine(storable, unstorable)
export const storedText = z.string().trim().min(1).max(4000).refine(storable, unstorable)

export const threshold = z.number().min(0).max(1)
export const thresholds = z.array(threshold).max(20).refine(unique, 'a threshold is listed twice')
/** What the door refuses row by row is refused here once: a declared identifier could never be sent. */
function refuseIdentifiers(names: readonly string[], issues: z.RefinementCtx): void {
  names.forEach((name, index) => {
    const what = identifierInName(name)
    if (what === null) return
    const message = `${name} looks like ${what}; direct identifiers stay out of telemetry`
    issues.addIssue({ code: 'custom', path: [index], message })
  })
}

export const declaredFeatures = featureSchemas.superRefine((features, issues) =>
  refuseIdentifiers(
    features.map((feature) => feature.name),
    issues,
  ),
)

export const groupAttributes = z
  .array(featureName)
  .max(20)
  .refine(unique, 'a group attribute is listed twice')
  .superRefine(refuseIdentifiers)
  .describe('attributes by which results are also looked at, such as sex or site')

const specification = {
  thresholds: thresholds.min(1).describe('a prediction is flagged where score >= threshold'),
  groups: groupAttributes,
  features: declaredFeatures,
}

const baselineRow = z
  .strictObject({
    score: threshold,
    label: z.union([z.literal(0), z.literal(1), z.null()]).describe('null: not known'),
    groups: z.record(z.string(), z.string().nullable()).default({}),
    features: z.record(z.string(), z.union([z.number(), z.string(), z.null()])).default({}),
  })
  .meta({ id: 'BaselineRow' })

export const registerBaselineRequest = z
  .strictObject({ ...specification, rows: z.array(baselineRow).min(1).max(maximumRows) })
  .meta({ id: 'RegisterBaselineRequest' })

/** The same with rows unread: each is read by itself, so that a refusal can name it. */
export const baselineEnvelope = z.strictObject({
  ...specification,
  rows: z.array(z.unknown()).min(1),
})

const estimate = z
  .object({
    ...estimateFields,
  })
  .meta({ id: 'Estimate' })

export const segmentMetrics = z
  .object({
    attribute: z.string().describe("'' for everyone"),
    value: z.string(),
    title: z.string(),
    n: z.number().int().nullable().describe('null: 1 to 10, too few to be shown'),
    metrics: z.array(
      z.object({
        metric: z.enum(metricNames),
        threshold: z.number().nullable(),
        estimate,
      }),
    ),
  })
  .meta({ id: 'SegmentMetrics' })

export const baseline = z
  .object({
    id: z.uuid(),
    aiSystemId: z.uuid(),
    digest: z.string(),
    rowCount: z.number().int(),
    thresholds: z.array(z.number()),
    groups: z.array(z.string()),
    features: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['numeric', 'categorical']),
        unit: z.string().optional(),
        minimum: z.number().optional(),
        maximum: z.number().optional(),
        categories: z.array(z.string()).optional(),
      }),
    ),
    metrics: z.array(segmentMetrics).describe('at validation: for everyone, then per subgroup'),
    unlisted: z
      .array(z.object({ attribute: z.string(), values: z.number(), rows: z.number().nullable() }))
      .describe('values of a group too rare to be looked at by themselves'),
    createdBy: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
    createdAt: z.iso.datetime(),
    body: z.unknown().describe('the bins and counts themselves, with ?full=true; else null'),
  })
  .meta({ id: 'Baseline' })

export const baselineQuery = z.object({ full: z.stringbool().default(false) })
