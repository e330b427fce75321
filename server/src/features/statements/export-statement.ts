import type { Context } from '../../context.ts'
import { writeCsv } from '../ai-systems/csv.ts'
import { loadStatement } from './store.ts'

const header = [
  ...['control', 'title', 'area', 'applicable', 'justification', 'owner', 'state', 'reason'],
  ...['controls', 'decided by', 'decided at'],
]

/** The statement as a table for spreadsheets; whether it is signed stands in its name. */
export async function exportStatement(ctx: Context, id: string) {
  ctx.authorize('statements.read')
  const { lines, number, framework, signedAt } = await loadStatement(ctx, id)
  const rows = lines.map((line) => [
    ...[line.requirementId, line.title, line.area ?? ''],
    line.applicable === null ? 'not decided' : line.applicable ? 'yes' : 'no',
    ...[line.justification, line.owner?.name ?? '', line.state, line.reason],
    line.controls.map(({ reference }) => reference).join('; '),
    ...[line.decidedBy ?? '', line.decidedAt ?? ''],
  ])
  const state = signedAt === null ? 'draft' : 'signed'
  return {
    name: `statement-of-applicability-${framework.toLowerCase()}-${number}-${state}.csv`,
    text: writeCsv([header, ...rows]),
  }
}
