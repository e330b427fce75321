import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Context } from '../../context.ts'
import { PrimumError } from '../../errors.ts'
import { type Run, loadRun } from './runs.ts'

/** The report of a done run, without what would point to few people. */
export async function readReport(
  ctx: Context,
  id: string,
): Promise<{ run: Run; report: EvaluationReport }> {
  ctx.authorize('validations.read')
  const run = await loadRun(ctx, id)
  const row = await ctx.db
    .selectFrom('validation_runs')
    .select('shown_report')
    .where('organization_id', '=', ctx.organizationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.shown_report !== null) {
    return { run, report: row.shown_report as unknown as EvaluationReport }
  }
  const message = `There is no report: the run is ${run.state}.`
  throw new PrimumError('conflict', message, {
    reasons: [{ code: 'run-not-done', message, remedy: 'Look again when the run is done.' }],
  })
}
