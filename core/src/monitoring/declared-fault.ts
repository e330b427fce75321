import type { FeatureSchema } from './feature-schema.ts'
import type { IntakeKind } from './intake-day.ts'

/**
 * What is wrong with a value that can be read, by what the version declares of its feature: a number
 * outside of the range, which most often is another unit, or a category that is not listed. Bounds
 * belong to the range; without a range or a list everything is in it.
 */
export function declaredFault(
  { minimum, maximum, categories }: FeatureSchema,
  value: number | string,
): Extract<IntakeKind, 'out-of-range' | 'unknown-category'> | null {
  if (typeof value === 'string') {
    return categories === undefined || categories.includes(value) ? null : 'unknown-category'
  }
  const below = minimum !== undefined && value < minimum
  const above = maximum !== undefined && value > maximum
  return below || above ? 'out-of-range' : null
}
