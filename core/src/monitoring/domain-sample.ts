import { numberOrMissing } from './baseline-reconstruction.ts'
import type { FeatureValue } from './feature-schema.ts'

/**
 * A prediction as it is drawn. Who has the lowest `position` comes first, a hash of the patient or,
 * where none is named, of the prediction; of several of a patient the one with the lowest `turn`, a
 * hash of its own. So everybody is as likely to be drawn, however often scored.
 */
export type DrawnPrediction = {
  position: number
  turn: number
  patient: string | null
  features: Readonly<Record<string, FeatureValue>>
}

/**
 * Predictions drawn from some days, in the order of their positions. `values` holds the numeric
 * features of each, one row after the other; NaN where one is missing.
 */
export type DomainSample = {
  positions: Float64Array
  turns: Float64Array
  patients: (string | null)[]
  values: Float64Array
}

export function domainSample(
  drawn: readonly DrawnPrediction[],
  features: readonly string[],
): DomainSample {
  const sorted = drawn.toSorted(inOrder)
  const values = new Float64Array(sorted.length * features.length)
  for (const [row, each] of sorted.entries()) {
    for (const [at, name] of features.entries()) {
      values[row * features.length + at] = numberOrMissing(each.features[name])
    }
  }
  return {
    positions: Float64Array.from(sorted, ({ position }) => position),
    turns: Float64Array.from(sorted, ({ turn }) => turn),
    patients: sorted.map(({ patient }) => patient),
    values,
  }
}

type Place = Pick<DrawnPrediction, 'position' | 'turn'>

function inOrder(a: Place, b: Place): number {
  return a.position - b.position || a.turn - b.turn
}

/** What would have been drawn from all of their days at once. */
export function mergeSamples(
  samples: readonly DomainSample[],
  width: number,
  limit: number,
): DomainSample {
  const places = samples.flatMap((sample) =>
    Array.from(sample.positions, (position, row) => ({
      ...{ sample, row, position, turn: sample.turns[row]! },
    })),
  )
  const patients = new Set<string>()
  const drawn: typeof places = []
  for (const place of places.toSorted(inOrder)) {
    if (drawn.length === limit) break
    const patient = place.sample.patients[place.row] ?? null
    if (patient !== null && patients.has(patient)) continue
    if (patient !== null) patients.add(patient)
    drawn.push(place)
  }
  const values = new Float64Array(drawn.length * width)
  for (const [at, { sample, row }] of drawn.entries()) {
    values.set(sample.values.subarray(row * width, (row + 1) * width), at * width)
  }
  return {
    positions: Float64Array.from(drawn, ({ position }) => position),
    turns: Float64Array.from(drawn, ({ turn }) => turn),
    patients: drawn.map(({ sample, row }) => sample.patients[row] ?? null),
    values,
  }
}
