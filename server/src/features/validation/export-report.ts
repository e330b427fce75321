import type { Results, SegmentReport } from '@primum/core/evaluation/evaluation-report'
import { isOverall } from '@primum/core/monitoring/segment'
import type { Estimate } from '@primum/core/statistics/estimate'
import type { Context } from '../../context.ts'
import { writeCsv } from '../ai-systems/csv.ts'
import { readReport } from './read-report.ts'

const header = ['metric', 'segment', 'threshold', 'value', 'lower', 'upper', 'n', 'state']

/** The same report as a table; what is hidden there is hidden here. */
export async function exportReport(ctx: Context, id: string): Promise<string> {
  ctx.authorize('validations.read')
  const { report } = await readReport(ctx, id)
  const rows = [report.overall, ...report.groups].flatMap(rowsOf)
  return writeCsv([header]) + rows.map((row) => `${row}\r\n`).join('')
}

function rowsOf({ segment, metrics, atThresholds }: SegmentReport): string[] {
  const name = isOverall(segment) ? 'everyone' : `${segment.attribute}=${segment.value}`
  return [
    ...metricRows(metrics, name, null),
    ...atThresholds.flatMap((at) => metricRows(at.metrics, name, at.threshold)),
  ]
}

/** Numbers as they are: the guard against formulas would turn a negative one into text. */
function metricRows(
  metrics: Results<Record<string, Estimate>>,
  segment: string,
  threshold: number | null,
): string[] {
  const number = (value: number | null | undefined) => (value == null ? '' : String(value))
  return Object.entries(metrics).map(([metric, { value, interval, n, state }]) => {
    const numbers = [threshold, value, interval?.lower, interval?.upper, n].map(number)
    return [metric, guarded(segment), ...numbers, state].join(',')
  })
}

function guarded(text: string): string {
  return writeCsv([[text]])
    .replace(/^\uFEFF/, '')
    .trimEnd()
}
