import { sql } from 'kysely'
import type { z } from 'zod'
import { suppressParts } from '@primum/core/fairness/suppressed-parts'
import { addDays, dayOfInstant, daysBetween } from '@primum/core/monitoring/days'
import type { Context } from '../../context.ts'
import { invalid } from '../../errors.ts'
import { isSmallCell } from '../../monitoring/small-cells.ts'
import { systemClock } from '../../telemetry/sender-facts.ts'
import {
  acceptanceOf,
  feedbackSentence,
  hiddenAcceptance,
  hideSmallParts,
  overrideOf,
  trendOf,
} from './answers.ts'
import type { Answers } from './answers.ts'
import type { feedbackSummary, feedbackSummaryQuery } from './schemas.ts'

const mostDays = 800
const noUnit = 'no unit given'

/** How clinicians answer an AI system: overrides, acceptance by unit and week, and why they refuse. */
export async function summarizeFeedback(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof feedbackSummaryQuery>,
): Promise<z.input<typeof feedbackSummary>> {
  ctx.authorize('monitoring.read')
  const now = (await systemClock(ctx, aiSystemId)).toISOString()
  const to = query.to ?? dayOfInstant(now)
  const from = query.from ?? addDays(to, -83)
  if (from > to || from < addDays(to, -mostDays)) {
    throw invalid('from', `A span has 1 to ${mostDays} days.`, 'Ask for a shorter span.')
  }
  const rows = await countAnswers(ctx, aiSystemId, { from, to })
  const everything = sumOf(rows)
  const days = daysBetween(from, to) + 1
  const middle = addDays(from, Math.floor(days / 2))
  const { shown, hidden } = hideSmallParts(byKey(rows, (row) => row.unit ?? noUnit))
  const weeks = byKey(rows, ({ day }) => addDays(from, 7 * Math.floor(daysBetween(from, day) / 7)))
  const shownWeeks = new Map(hideSmallParts(weeks).shown)
  const trend = trendOf(
    sumOf(rows.filter((row) => row.day < middle)),
    sumOf(rows.filter((row) => row.day >= middle)),
  )
  return {
    from,
    to,
    n: isSmallCell(everything.total) ? null : everything.total,
    overrideRate: overrideOf(everything),
    acceptance: acceptanceOf(everything),
    reasons: await countReasons(ctx, aiSystemId, { from, to }),
    units: shown.map(([unit, answers]) => ({
      unit,
      acceptance: acceptanceOf(answers),
      answersPerDay: answers.total / days,
    })),
    hiddenUnits: hidden,
    weeks: [...weeks.keys()].toSorted().map((week) => {
      const answers = shownWeeks.get(week)
      return { from: week, acceptance: answers ? acceptanceOf(answers) : hiddenAcceptance() }
    }),
    trend,
    sentence: feedbackSentence(everything, trend),
    dataCutoff: now,
  }
}

type Counted = Answers & { day: string; unit: string | null }

async function countAnswers(
  ctx: Context,
  aiSystemId: string,
  span: { from: string; to: string },
): Promise<Counted[]> {
  const rows = await ctx.db
    .selectFrom('feedback')
    .select(['day', 'unit'])
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .select(sql<number>`count(*) filter (where response = 'accepted')`.as('accepted'))
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
    .groupBy(['day', 'unit'])
    .execute()
  return rows.map((row) => ({ ...row, total: Number(row.total), accepted: Number(row.accepted) }))
}

async function countReasons(
  ctx: Context,
  aiSystemId: string,
  span: { from: string; to: string },
): Promise<{ reason: string; n: number }[]> {
  const rows = await ctx.db
    .selectFrom('feedback')
    .select('reason')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('ai_system_id', '=', aiSystemId)
    .where('organization_id', '=', ctx.organizationId)
    .where('response', '!=', 'accepted')
    .where('day', '>=', span.from)
    .where('day', '<=', span.to)
    .groupBy('reason')
    .execute()
  const counted = rows.map(({ reason, n }) => ({ reason, n: Number(n) }))
  // What is not listed, and answers without a reason, are all refusals less those listed.
  const { hidden } = suppressParts(counted.map(({ n }) => [n]))
  return counted
    .flatMap(({ reason, n }, index) => (hidden[index] || reason === null ? [] : [{ reason, n }]))
    .toSorted((a, b) => b.n - a.n || a.reason.localeCompare(b.reason))
    .slice(0, 50)
}

function byKey(rows: readonly Counted[], keyOf: (row: Counted) => string): Map<string, Answers> {
  const sums = new Map<string, Answers>()
  for (const row of rows) {
    const sum = sums.get(keyOf(row)) ?? { accepted: 0, total: 0 }
    sums.set(keyOf(row), { accepted: sum.accepted + row.accepted, total: sum.total + row.total })
  }
  return sums
}

function sumOf(rows: readonly Answers[]): Answers {
  return rows.reduce<Answers>(
    (sum, row) => ({ accepted: sum.accepted + row.accepted, total: sum.total + row.total }),
    { accepted: 0, total: 0 },
  )
}
