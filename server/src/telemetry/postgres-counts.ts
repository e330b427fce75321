import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DrawnPrediction } from '@primum/core/monitoring/domain-sample'
import { unknownValue } from '@primum/core/monitoring/segment'
import { drawLowest, lastPosition } from './draw-lowest.ts'
import type {
  CountedPrediction,
  DayCount,
  DrawQuestion,
  LabelledCount,
  LabelledQuestion,
  PairQuestion,
  ScoreCount,
  ScoreQuestion,
  ScoredPair,
  TelemetryRows,
  TelemetryScope,
} from './port.ts'

/** What is counted from the rows in PostgreSQL. */
export const postgresCounts: Pick<
  TelemetryRows,
  'daysOf' | 'rowsOfDay' | 'countScores' | 'labelledScores' | 'scoredPairs' | 'drawPredictions'
> = { daysOf, rowsOfDay, countScores, labelledScores, scoredPairs, drawPredictions }

/** The label of the newest outcome of a prediction. */
const newestOf = (name: 'predictions' | 'one' | 'two') => sql`(select label from outcomes
  where outcomes.ai_system_id = ${sql.ref(`${name}.ai_system_id`)}
    and outcomes.prediction_id = ${sql.ref(`${name}.id`)}
  order by revision desc limit 1)`

const newestLabel = newestOf('predictions')

async function daysOf(ctx: TelemetryScope, aiSystemId: string, versionId: string) {
  const found = await sql<DayCount>`
    select day, count(*) as predictions, count(*) filter (where exists (
      select 1 from outcomes where outcomes.ai_system_id = predictions.ai_system_id
        and outcomes.prediction_id = predictions.id)) as labelled
    from predictions
    where ai_system_id = ${aiSystemId} and version_id = ${versionId}
      and organization_id = ${ctx.organizationId}
    group by day order by day`.execute(ctx.db)
  return found.rows
}

async function rowsOfDay(ctx: TelemetryScope, aiSystemId: string, versionId: string, day: string) {
  const found = await sql<CountedPrediction>`
    select score, site, groups, features, ${newestLabel} as label
    from predictions
    where ai_system_id = ${aiSystemId} and version_id = ${versionId} and day = ${day}
      and organization_id = ${ctx.organizationId}`.execute(ctx.db)
  return found.rows
}

async function countScores(ctx: TelemetryScope, question: ScoreQuestion): Promise<ScoreCount[]> {
  const { aiSystemId, versionId, from, to, attributes, edges } = question
  const found = await sql<ScoreCount>`
    with counted as (
      select day, site, groups, ${newestLabel} as label,
        width_bucket(score, ${edges}::float8[]) as bin
      from predictions
      where ai_system_id = ${aiSystemId} and version_id = ${versionId}
        and organization_id = ${ctx.organizationId} and day between ${from} and ${to}
    )
    select day, attribute, value, bin, label, count(*) as count
    from counted cross join lateral (
      select '' as attribute, '' as value
      union all
      select name, coalesce(case when name = 'site' then site else groups ->> name end,
        ${unknownValue})
      from unnest(${attributes}::text[]) as declared (name)
      union all
      select 'site', site where site is not null and 'site' <> all (${attributes}::text[])
    ) as segments
    group by day, attribute, value, bin, label`.execute(ctx.db)
  return found.rows
}

async function labelledScores(
  ctx: TelemetryScope,
  question: LabelledQuestion,
): Promise<LabelledCount[]> {
  const { aiSystemId, versionId, from, to, onlyLabelled, limit } = question
  const found = await sql<LabelledCount>`
    select score, site, groups, label, 1 as count
    from (select score, site, groups, ${newestLabel} as label from predictions
      where ai_system_id = ${aiSystemId} and version_id = ${versionId}
        and organization_id = ${ctx.organizationId} and day between ${from} and ${to}) as counted
    where ${onlyLabelled ? sql`label is not null` : sql`true`}
    limit ${limit}`.execute(ctx.db)
  return found.rows
}

async function scoredPairs(ctx: TelemetryScope, question: PairQuestion): Promise<ScoredPair[]> {
  const { aiSystemId, versionIds, from, to, onlyLabelled, limit } = question
  // Ids in the order of their bytes, as ClickHouse has them.
  const found = await sql<ScoredPair>`
    select a, b, label from (
      select distinct on (one.patient) one.score as a, two.score as b,
        greatest(${newestOf('one')}, ${newestOf('two')}) as label
      from predictions as one
      join predictions as two on two.ai_system_id = one.ai_system_id
        and two.version_id = ${versionIds[1]} and two.day = one.day
        and two.patient = one.patient and two.predicted_at = one.predicted_at
      where one.ai_system_id = ${aiSystemId} and one.version_id = ${versionIds[0]}
        and one.organization_id = ${ctx.organizationId}
        and one.day between ${from} and ${to} and one.patient is not null
      order by one.patient, one.predicted_at, one.id collate "C", two.id collate "C"
    ) as pairs
    where ${onlyLabelled ? sql`label is not null` : sql`true`}
    limit ${limit}`.execute(ctx.db)
  return found.rows
}

async function drawPredictions(
  ctx: TelemetryScope,
  question: DrawQuestion,
): Promise<DrawnPrediction[]> {
  const { aiSystemId, versionId, from, to, limit } = question
  const hash = (text: RawBuilder<unknown>) =>
    sql`(hashtextextended(${text}, 0) >> 11) & ${lastPosition}::bigint`
  // Who has no patient stands for itself.
  const position = hash(sql`coalesce('patient ' || patient, id)`)
  return drawLowest(limit, async (upTo) => {
    const found = await sql<DrawnPrediction>`
      select position, turn, patient, features from (
        select distinct on (patient, alone) ${position} as position, turn, patient, features
        from predictions cross join lateral (
          select case when patient is null then id end as alone, ${hash(sql`id`)} as turn
        ) as drawn
        where ai_system_id = ${aiSystemId} and version_id = ${versionId}
          and organization_id = ${ctx.organizationId} and day between ${from} and ${to}
          and ${position} <= ${upTo}::bigint
        order by patient, alone, turn
      ) as drawn
      order by position, turn limit ${limit}`.execute(ctx.db)
    return found.rows
  })
}
