import type { Context } from '../../context.ts'
import { writeCsv } from '../ai-systems/csv.ts'
import { loadGapAssessment } from './present.ts'
import type { GapAssessment } from './present.ts'

export async function readGapAssessment(ctx: Context, id: string): Promise<GapAssessment> {
  ctx.authorize('gap-assessments.read')
  return loadGapAssessment(ctx, id)
}

const header = [
  ...['requirement', 'title', 'area', 'gap', 'reason', 'judgement', 'note', 'judged by'],
  ...['judged at', 'controls', 'finding', 'finding status', 'owner', 'due at'],
]

/** The gaps and the plan as a table for spreadsheets. */
export async function exportGapAssessment(ctx: Context, id: string) {
  ctx.authorize('gap-assessments.read')
  const { lines, number, framework, closedAt, areas } = await loadGapAssessment(ctx, id)
  const titles = new Map(areas.map((area) => [area.id, area.title]))
  const rows = lines.map((line) => [
    ...[line.requirementId, line.title, titles.get(line.area) ?? '', line.gap, line.reason],
    ...[line.judgement ?? '', line.note, line.judgedBy ?? '', line.judgedAt ?? ''],
    line.controls.map(({ reference }) => reference).join('; '),
    ...[line.finding?.reference ?? '', line.finding?.status ?? ''],
    ...[line.finding?.owner ?? '', line.finding?.dueAt ?? ''],
  ])
  const state = closedAt === null ? 'open' : 'closed'
  return {
    name: `gap-assessment-${framework.id.toLowerCase()}-${number}-${state}.csv`,
    text: writeCsv([header, ...rows]),
  }
}
