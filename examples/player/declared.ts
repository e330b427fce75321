import type { Dataset } from '../dataset/dataset.ts'
import type { DatasetRow } from '../dataset/dataset-row.ts'

/** Declared names are lower-case words: `A1Cresult` and `diabetesMed` have to bow to that. */
export function declaredName(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase()
}

/** A site's code, from the name that the data has for it. */
export function siteCode(name: string): string {
  return declaredName(name).replaceAll('_', '-').slice(0, 39)
}

export function declaredFeatures({ features }: Dataset) {
  return features.map(({ name, kind, unit, minimum, maximum }) => ({
    name: declaredName(name),
    kind,
    ...(kind === 'categorical' || unit === undefined ? {} : { unit: unit.slice(0, 50) }),
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  }))
}

export function declaredGroups({ groups }: Dataset): string[] {
  return groups.map(({ attribute }) => declaredName(attribute))
}

export function groupsOf(row: DatasetRow): Record<string, string | null> {
  return renamed(row.groups)
}

export function featuresOf(row: DatasetRow): Record<string, number | string | null> {
  return renamed(row.features)
}

/** A row as `POST …/predictions` takes it. */
export function predictionOf(row: DatasetRow, version: string, id: string, predictedAt: Date) {
  return {
    id,
    version,
    predictedAt: predictedAt.toISOString(),
    score: row.score,
    patient: row.patient,
    ...(row.site === null ? {} : { site: siteCode(row.site) }),
    groups: groupsOf(row),
    features: featuresOf(row),
  }
}

/** A row as `POST …/outcomes` takes it; only for rows whose outcome is known. */
export function outcomeOf(predictionId: string, label: 0 | 1, observedAt: Date) {
  return { predictionId, label, observedAt: observedAt.toISOString() }
}

const names = new Map<string, string>()

function renamed<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  const result: Record<string, T> = {}
  for (const name in values) {
    let declared = names.get(name)
    if (declared === undefined) {
      declared = declaredName(name)
      names.set(name, declared)
    }
    result[declared] = values[name] as T
  }
  return result
}
