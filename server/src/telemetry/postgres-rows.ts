import { sql } from 'kysely'
import { isUniqueViolation } from '../db/unique-violation.ts'
import {
  bytesArray,
  jsonArray,
  momentArray,
  numberArray,
  textArray,
  uuidArray,
} from './binary-arrays.ts'
import type { KnownPrediction, Outcome, Prediction, TelemetryRows, TelemetryScope } from './port.ts'
import { postgresCounts } from './postgres-counts.ts'

/** How many of a version's newest rows tell which group values it has. */
const recentRows = 20_000

/** Telemetry in the program's own PostgreSQL. */
export const postgresRows: TelemetryRows = {
  insertPredictions: (tx, aiSystemId, rows) => insertPredictions(tx, aiSystemId, rows, 'whole'),
  findDigests,
  findPredictions,
  insertOutcomes,
  findOutcomes,
  recentGroupValues,
  firstPredictedAt,
  ...postgresCounts,
}

/**
 * Inserts what is new and returns its ids. The `key` of a prediction is all but its features and
 * patient: what accepting it again and its outcomes need.
 */
export async function insertPredictions(
  tx: TelemetryScope,
  aiSystemId: string,
  rows: Prediction[],
  part: 'whole' | 'key',
): Promise<Set<string>> {
  // Everyone inserts in the order of ids: two posts of the same rows then wait, never deadlock.
  const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const insert = insertOf(tx, aiSystemId, sorted, part)
  // Nearly always every row is new, and not to be ready for others saves a quarter of the time.
  await sql`savepoint new_predictions`.execute(tx.db)
  try {
    await insert.execute(tx.db)
    await sql`release savepoint new_predictions`.execute(tx.db)
    return new Set(sorted.map((row) => row.id))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await sql`rollback to savepoint new_predictions`.execute(tx.db)
  }
  const careful = sql<{ id: string }>`${insert} on conflict do nothing returning id`
  const inserted = await careful.execute(tx.db)
  return new Set(inserted.rows.map((row) => row.id))
}

function insertOf(
  tx: TelemetryScope,
  aiSystemId: string,
  sorted: readonly Prediction[],
  part: 'whole' | 'key',
) {
  const column = <T>(read: (row: Prediction) => T) => sorted.map(read)
  const whole = part === 'whole'
  return sql`
    insert into predictions (ai_system_id, id, organization_id, version_id, predicted_at, day, score,
      patient, site, groups, features, digest, received_at)
    select ${aiSystemId}::uuid, id, ${tx.organizationId}::uuid, version_id, predicted_at,
      (predicted_at at time zone 'UTC')::date, score, patient, site, groups, features, digest,
      ${tx.now()}
    from unnest(
      ${textArray(column((row) => row.id))}::text[],
      ${uuidArray(column((row) => row.versionId))}::uuid[],
      ${momentArray(column((row) => row.predictedAt))}::timestamptz[],
      ${numberArray(column((row) => row.score))}::float8[],
      ${textArray(column((row) => (whole ? row.patient : null)))}::text[],
      ${textArray(column((row) => row.site))}::text[],
      ${bytesArray(column((row) => row.digest))}::bytea[],
      ${jsonArray(column((row) => row.groupsJson))}::jsonb[],
      ${jsonArray(column((row) => (whole ? row.featuresJson : null)))}::jsonb[]
    ) as sent (id, version_id, predicted_at, score, patient, site, digest, groups, features)`
}

// Each id is looked up by the key, laterally: a plain join lets the planner, who knows nothing of a
// young table, read every row of the system for each post.
async function findDigests(ctx: TelemetryScope, aiSystemId: string, ids: string[]) {
  const found = await sql<{ id: string; digest: Buffer }>`
    select found.id, digest from unnest(${ids}::text[]) as wanted (id)
    cross join lateral (select * from predictions
      where ai_system_id = ${aiSystemId} and id = wanted.id
        and organization_id = ${ctx.organizationId} limit 1) as found`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.id, row.digest]))
}

async function findPredictions(ctx: TelemetryScope, aiSystemId: string, ids: string[]) {
  const found = await sql<{
    id: string
    version_id: string
    predicted_at: Date
    day: string
    score: number
    site: string | null
    groups: Record<string, string>
  }>`
    select found.id, version_id, predicted_at, day, score, site, groups
    from unnest(${ids}::text[]) as wanted (id)
    cross join lateral (select * from predictions
      where ai_system_id = ${aiSystemId} and id = wanted.id
        and organization_id = ${ctx.organizationId} limit 1) as found`.execute(ctx.db)
  return new Map<string, KnownPrediction>(
    found.rows.map(({ id, version_id, predicted_at, ...row }) => [
      id,
      { ...row, versionId: version_id, predictedAt: predicted_at.getTime() },
    ]),
  )
}

async function insertOutcomes(tx: TelemetryScope, aiSystemId: string, rows: Outcome[]) {
  await sql`
    insert into outcomes (ai_system_id, prediction_id, revision, organization_id, label, observed_at,
      received_at)
    select ${aiSystemId}::uuid, prediction_id, revision, ${tx.organizationId}::uuid, label,
      observed_at, ${tx.now()}
    from unnest(
      ${rows.map((row) => row.predictionId)}::text[],
      ${rows.map((row) => row.revision)}::int[],
      ${rows.map((row) => row.label)}::smallint[],
      ${rows.map((row) => new Date(row.observedAt).toISOString())}::timestamptz[]
    ) as sent (prediction_id, revision, label, observed_at)`.execute(tx.db)
}

async function findOutcomes(ctx: TelemetryScope, aiSystemId: string, predictionIds: string[]) {
  const found = await sql<{ prediction_id: string; revision: number; label: 0 | 1 }>`
    select found.prediction_id, revision, label
    from unnest(${predictionIds}::text[]) as wanted (id)
    cross join lateral (select * from outcomes
      where ai_system_id = ${aiSystemId} and prediction_id = wanted.id
        and organization_id = ${ctx.organizationId} offset 0) as found`.execute(ctx.db)
  const labels = new Map<string, Map<number, 0 | 1>>()
  for (const { prediction_id, revision, label } of found.rows) {
    const known = labels.get(prediction_id) ?? new Map<number, 0 | 1>()
    labels.set(prediction_id, known.set(revision, label))
  }
  return labels
}

async function recentGroupValues(ctx: TelemetryScope, aiSystemId: string, versionId: string) {
  const found = await sql<{ attribute: string; value: string }>`
    select distinct pair.key as attribute, pair.value
    from (select groups from predictions
      where ai_system_id = ${aiSystemId} and version_id = ${versionId}
        and organization_id = ${ctx.organizationId}
      order by day desc limit ${recentRows}) as recent,
    jsonb_each_text(recent.groups) as pair`.execute(ctx.db)
  return found.rows
}

async function firstPredictedAt(ctx: TelemetryScope, aiSystemId: string) {
  const found = await sql<{ first: Date | null }>`
    select min(predicted_at) as first from predictions
    where ai_system_id = ${aiSystemId} and organization_id = ${ctx.organizationId}
      and (version_id, day) in (
        select versions.id, (select min(day) from predictions
          where ai_system_id = ${aiSystemId} and version_id = versions.id)
        from versions where ai_system_id = ${aiSystemId})`.execute(ctx.db)
  return found.rows[0]?.first ?? null
}
