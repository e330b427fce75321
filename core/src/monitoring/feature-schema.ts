import { z } from 'zod'

/**
 * One declared input of an AI system, as its predictions carry it.
 * `minimum` and `maximum` are the plausible range in `unit`; values outside are counted, not lost.
 */
export type FeatureSchema = {
  name: string
  kind: 'numeric' | 'categorical'
  unit?: string
  minimum?: number
  maximum?: number
  categories?: string[]
}

/** A value as a prediction carries it. */
export type FeatureValue = number | string | null | undefined

export const maximumFeatures = 200
export const maximumCategories = 100

/** kebab-case or snake_case, lower case, starting with a letter. */
export const featureName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*([-_][a-z0-9]+)*$/, 'use lower-case words joined by - or _')

export const featureSchema = z
  .strictObject({
    name: featureName,
    kind: z.enum(['numeric', 'categorical']),
    unit: z.string().min(1).max(50).exactOptional(),
    minimum: z.number().exactOptional(),
    maximum: z.number().exactOptional(),
    categories: z.array(z.string().min(1).max(200)).max(maximumCategories).exactOptional(),
  })
  .superRefine((feature, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (feature.kind === 'numeric' && feature.categories) {
      complain('categories', 'a numeric feature has no categories')
    }
    if (feature.kind === 'categorical') {
      if (feature.minimum !== undefined) complain('minimum', 'a categorical feature has no range')
      if (feature.maximum !== undefined) complain('maximum', 'a categorical feature has no range')
      if (feature.unit !== undefined) complain('unit', 'a categorical feature has no unit')
    }
    const { minimum, maximum, categories } = feature
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      complain('maximum', 'the maximum lies below the minimum')
    }
    if (categories && new Set(categories).size !== categories.length) {
      complain('categories', 'a category is listed twice')
    }
  })

/** The features of one version: at most 200, each name once. */
export const featureSchemas = z
  .array(featureSchema)
  .max(maximumFeatures)
  .refine((features) => new Set(features.map((each) => each.name)).size === features.length, {
    message: 'a feature name is used twice',
  })
