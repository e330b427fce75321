import { clusteredProportion } from '../statistics/clustered-proportion.ts'
import type { EstimateOptions } from '../statistics/estimate.ts'
import { type FindingRate, type Judgement, hasFinding } from '../statistics/review-rates.ts'
import { type DraftEdits, draftEdits } from './draft-edits.ts'

/** Whom each item is about. */
type Patients = ReadonlyMap<string, string>

/** The rate with an interval that counts patients, not items. */
export function rateByPatient(
  rate: FindingRate,
  judged: ReadonlyMap<string, Judgement>,
  patients: Patients,
  options: EstimateOptions,
): FindingRate & { clusters: number } {
  const found = new Map([...judged].map(([item, judgement]) => [item, hasFinding(judgement)]))
  return { ...rate, ...shareByPatient(rate.method, found, patients, options) }
}

/**
 * Edits with an interval of the share signed unchanged that counts patients. The median has none:
 * the one for independent items would be too narrow.
 */
export function editsByPatient(
  distances: ReadonlyMap<string, number>,
  patients: Patients,
  options: EstimateOptions,
): DraftEdits {
  const edits = draftEdits([...distances.values()], options)
  const { 'edit-distance': median, 'signed-unchanged': unchanged } = edits
  const found = new Map([...distances].map(([item, distance]) => [item, distance === 0]))
  const none = 'no interval: items of one patient resemble each other'
  return {
    'edit-distance': { ...median, interval: null, reason: median.reason ?? none },
    'signed-unchanged': shareByPatient(unchanged.method, found, patients, options),
  }
}

function shareByPatient(
  method: string,
  items: ReadonlyMap<string, boolean>,
  patients: Patients,
  options: EstimateOptions,
) {
  const places = new Map<string, number>()
  const counts: number[] = []
  const totals: number[] = []
  for (const [item, found] of items) {
    const patient = patients.get(item)
    if (patient === undefined) throw new RangeError(`the item "${item}" is about nobody`)
    const place = places.get(patient) ?? places.size
    places.set(patient, place)
    counts[place] = (counts[place] ?? 0) + Number(found)
    totals[place] = (totals[place] ?? 0) + 1
  }
  const rate = { method: `${method} (clustered)`, unit: 'items judged', counts, totals }
  const { variance: _, designEffect: __, ...estimate } = clusteredProportion(rate, options)
  return estimate
}
