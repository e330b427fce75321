import { isSmallCount } from '@primum/core/fairness/small-cell-suppression'
import { defaultMinimumSamples } from '@primum/core/monitoring/thresholds'
import { pairedDelong } from '@primum/core/statistics/paired-delong'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { earlier } from '../../monitoring/measured-span.ts'
import type { MeasuredSpan } from '../../monitoring/measured-span.ts'

/** Pairs that one question may hold in memory at once. */
const mostPairs = 500_000

type Pair = { a: number; b: number; label: 0 | 1 }

/**
 * Both versions on the patients whom they scored at the same moment, one case for each patient, as
 * the test needs independent cases; the outcome may have come for either prediction.
 */
export async function readPairs(ctx: Context, a: MeasuredSpan, b: MeasuredSpan) {
  const none = (pairing: string) => ({ paired: null, pairing })
  const to = a.to === null || b.to === null ? null : earlier(earlier(a.to, b.to), a.matured)
  const from = a.from === null || b.from === null ? null : a.from > b.from ? a.from : b.from
  if (to === null || from === null || from > to) {
    return none('There is no day on which both versions have matured predictions.')
  }
  if (!(await holdsRows(ctx, a))) {
    return none('The single predictions are kept where pairs cannot be looked up, so none is made.')
  }
  const absent = a.system.labelPolicy === 'absence-is-negative'
  const pairs = await selectPairs(ctx, a, b, { from, to, absent })
  if (pairs.length === 0) {
    return none(
      'No patient was scored by both versions at the same moment: run one beside the other (in shadow), with the same patient and time, for a paired comparison.',
    )
  }
  if (pairs.length > mostPairs) return none(`More than ${mostPairs} pairs: ask for a shorter span.`)
  const positives = pairs.reduce((sum, { label }) => sum + label, 0)
  if ([pairs.length, positives, pairs.length - positives].some((n) => isSmallCount(n))) {
    return none('Too few patients were scored by both versions to show a comparison.')
  }
  const {
    areaA: _,
    areaB: __,
    ...difference
  } = pairedDelong(
    pairs.map((pair) => pair.a),
    pairs.map((pair) => pair.b),
    pairs.map((pair) => pair.label),
    { minimum: defaultMinimumSamples.auroc },
  )
  const pairing = 'On patients whom both versions scored at the same moment.'
  return { paired: { patients: pairs.length, difference }, pairing }
}

async function holdsRows(ctx: Context, { system, version }: MeasuredSpan): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('predictions')
    .select('id')
    .where('ai_system_id', '=', system.id)
    .where('version_id', '=', version.id)
    .where('organization_id', '=', ctx.organizationId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

async function selectPairs(
  ctx: Context,
  a: MeasuredSpan,
  b: MeasuredSpan,
  { from, to, absent }: { from: string; to: string; absent: boolean },
): Promise<Pair[]> {
  const newest = (name: 'one' | 'two') => sql`(select label from outcomes
    where outcomes.ai_system_id = ${sql.ref(`${name}.ai_system_id`)}
      and outcomes.prediction_id = ${sql.ref(`${name}.id`)}
    order by revision desc limit 1)`
  const found = await sql<Pair>`
    select a, b, coalesce(label, 0) as label from (
      select distinct on (one.patient) one.score as a, two.score as b,
        greatest(${newest('one')}, ${newest('two')}) as label
      from predictions as one
      join predictions as two on two.ai_system_id = one.ai_system_id
        and two.version_id = ${b.version.id} and two.day = one.day
        and two.patient = one.patient and two.predicted_at = one.predicted_at
      where one.ai_system_id = ${a.system.id} and one.version_id = ${a.version.id}
        and one.organization_id = ${ctx.organizationId}
        and one.day between ${from} and ${to} and one.patient is not null
      order by one.patient, one.predicted_at
    ) as pairs
    where ${absent} or label is not null
    limit ${mostPairs + 1}`.execute(ctx.db)
  return found.rows
}
