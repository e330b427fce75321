import type { FeatureSchema } from './feature-schema.ts'

/**
 * Why a version cannot take the inputs that are live now; empty where it can. Its every input has
 * to be there, of the same kind, in the same unit: a number in another unit is silently wrong. Where
 * both list categories, a live one that the version has never heard of is refused too.
 */
export function inputProblems(
  target: readonly FeatureSchema[],
  live: readonly FeatureSchema[],
): string[] {
  return target.flatMap((feature) => {
    const now = live.find((each) => each.name === feature.name)
    if (now === undefined) return [`${feature.name} is not sent now`]
    if (now.kind !== feature.kind) return [`${feature.name} is ${now.kind} now`]
    if (now.unit !== feature.unit) {
      return [
        `${feature.name} is in ${now.unit ?? 'no unit'} now, not in ${feature.unit ?? 'none'}`,
      ]
    }
    const known = feature.categories
    const strange = known && now.categories?.find((category) => !known.includes(category))
    return strange === undefined ? [] : [`${feature.name} can be "${strange}" now`]
  })
}
