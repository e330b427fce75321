import { bitsOf } from './clickhouse-scores.ts'
import type { Outcome, Prediction, TelemetryScope } from './port.ts'

const dayMilliseconds = 86_400_000

/** Days since 1970, which is how they are kept: a date there begins in 1970 and ends early. */
export function dayNumber(day: string): number {
  return Date.parse(day) / dayMilliseconds
}

export function dayOf(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10)
}

type Owner = { organizationId: string; aiSystemId: string; received: number }

export function ownerOf(tx: TelemetryScope, aiSystemId: string): Owner {
  return { organizationId: tx.organizationId, aiSystemId, received: tx.now().getTime() }
}

export type PredictionLine = Pick<
  Prediction,
  'id' | 'versionId' | 'predictedAt' | 'score' | 'patient' | 'site' | 'groups' | 'featuresJson'
>

/** A prediction as a row of ClickHouse, in JSON. */
export function predictionLine(owner: Owner, row: PredictionLine): string {
  return JSON.stringify({
    ...ownerColumns(owner),
    version_id: row.versionId,
    day: Math.floor(row.predictedAt / dayMilliseconds),
    id: row.id,
    revision: 0,
    label: -1,
    score_bits: String(bitsOf(row.score)),
    moment: row.predictedAt,
    patient: row.patient ?? '',
    site: row.site ?? '',
    group_names: Object.keys(row.groups),
    group_values: Object.values(row.groups),
    features: row.featuresJson,
  })
}

/** An outcome, beside its prediction: under the same version and day. */
export function outcomeLine(
  owner: Owner,
  row: Outcome,
  prediction: { versionId: string; day: string },
): string {
  return JSON.stringify({
    ...ownerColumns(owner),
    version_id: prediction.versionId,
    day: dayNumber(prediction.day),
    id: row.predictionId,
    revision: row.revision,
    label: row.label,
    moment: row.observedAt,
  })
}

function ownerColumns({ organizationId, aiSystemId, received }: Owner) {
  return { organization_id: organizationId, ai_system_id: aiSystemId, received }
}
