import type { ConfusionMatrix } from '@primum/core/statistics/confusion-matrix'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { earlier, measuredSpan } from '../../monitoring/measured-span.ts'
import type { MeasuredSpan } from '../../monitoring/measured-span.ts'
import { matrixOfRows, measureRows } from '../../monitoring/measure-rows.ts'
import type { LabelledScore } from '../../monitoring/measure-rows.ts'
import {
  hasSmallCell,
  hiddenValues,
  hideEstimate,
  isSmallCell,
  isSmallEstimate,
} from '../../monitoring/small-cells.ts'
import { groupValue } from '@primum/core/monitoring/segment'
import { PrimumError } from '../../errors.ts'
import type { performance, performanceQuery } from './schemas.ts'

/** Rows that one question may hold in memory at once. */
const mostRows = 5_000_000

/**
 * The exact performance of a version over matured predictions, overall and by subgroup, computed
 * from the rows. Subgroups with a cell of 1 to 10 people are named but not shown, and with them
 * those that would give such a cell away.
 */
export async function readPerformance(
  ctx: Context,
  aiSystemId: string,
  query: z.infer<typeof performanceQuery>,
): Promise<z.input<typeof performance>> {
  ctx.authorize('monitoring.read')
  const span = await measuredSpan(ctx, aiSystemId, query)
  const to = span.to === null ? null : earlier(span.to, span.matured)
  const { everyone, groups } = await readGroups(ctx, span, to)
  const { threshold } = span.version
  const matrix = matrixOfRows(everyone, threshold)
  const overall = measureRows(everyone, threshold)
  const hidden = hiddenGroups(groups, matrix, threshold)
  const shown = groups.filter((group) => !hidden.includes(group))
  return {
    version: { id: span.version.id, label: span.version.label },
    threshold,
    from: span.from,
    to,
    labelPolicy: span.system.labelPolicy,
    exact: true,
    overall: shownOverall(overall, matrix),
    subgroups: shown.map(({ attribute, value, rows }) => {
      return { attribute, value, ...measureRows(rows, threshold) }
    }),
    suppressed: hidden.map(({ attribute, value }) => ({ attribute, value })),
    dataCutoff: span.now,
  }
}

type Group = { attribute: string; value: string; rows: LabelledScore[] }

function hiddenGroups(groups: Group[], everyone: ConfusionMatrix, threshold: number): Group[] {
  return [...Map.groupBy(groups, ({ attribute }) => attribute)].flatMap(([attribute, of]) => {
    const matrices = of.map(({ value, rows }) => ({ value, matrix: matrixOfRows(rows, threshold) }))
    const hidden = hiddenValues(attribute, matrices, everyone)
    return of.filter(({ value }) => hidden.has(value))
  })
}

type Measures = ReturnType<typeof measureRows>

/** Everyone together, without what a cell of 1 to 10 people could be worked out from. */
function shownOverall(
  measures: Measures,
  matrix: ConfusionMatrix,
): Omit<Measures, 'positives'> & { positives: number | null } {
  if (!hasSmallCell(matrix)) return measures
  const { n, positives, ...estimates } = measures
  // Any two rates would tell the small cell of the matrix they come from.
  const { sensitivity, specificity, positivePredictiveValue, flagRate, ...rest } = estimates
  const isFew = [n, positives, n - positives].some(isSmallCell)
  return {
    n: isSmallCell(n) ? 0 : n,
    positives: isFew ? null : positives,
    auroc: hideIf(isFew, rest.auroc),
    averagePrecision: hideIf(isFew, rest.averagePrecision),
    brier: hideIf(isFew, rest.brier),
    observedExpectedRatio: hideIf(isFew, rest.observedExpectedRatio),
    sensitivity: hideEstimate(sensitivity),
    specificity: hideEstimate(specificity),
    positivePredictiveValue: hideEstimate(positivePredictiveValue),
    flagRate: hideIf(isSmallEstimate(flagRate, true), flagRate),
  }
}

function hideIf(isHidden: boolean, estimate: Estimate): Estimate {
  return isHidden ? hideEstimate(estimate) : estimate
}

async function readGroups(ctx: Context, span: MeasuredSpan, to: string | null) {
  const everyone: LabelledScore[] = []
  const groups = new Map<string, Group>()
  if (to === null || span.from === null) return { everyone, groups: [] }
  const cells = await ctx.services.telemetry.labelledScores(ctx, {
    aiSystemId: span.system.id,
    versionId: span.version.id,
    ...{ from: span.from, to },
    onlyLabelled: span.system.labelPolicy !== 'absence-is-negative',
    limit: mostRows + 1,
  })
  if (cells.reduce((sum, cell) => sum + cell.count, 0) > mostRows) {
    throw new PrimumError(
      'limit-exceeded',
      `More than ${mostRows} predictions; ask for a shorter span.`,
    )
  }
  for (const cell of cells) {
    const labelled: LabelledScore = { score: cell.score, label: cell.label === 1 ? 1 : 0 }
    const sets = [everyone]
    for (const [attribute, given] of Object.entries({ ...cell.groups, ...siteOf(cell.site) })) {
      const value = groupValue(given)
      const key = `${attribute}\n${value}`
      const group = groups.get(key) ?? { attribute, value, rows: [] }
      groups.set(key, group)
      sets.push(group.rows)
    }
    for (const rows of sets) for (let n = 0; n < cell.count; n += 1) rows.push(labelled)
  }
  const order = (a: Group, b: Group) =>
    a.attribute.localeCompare(b.attribute) || a.value.localeCompare(b.value)
  return { everyone, groups: [...groups.values()].sort(order) }
}

function siteOf(site: string | null): Record<string, string> {
  return site === null ? {} : { site }
}
