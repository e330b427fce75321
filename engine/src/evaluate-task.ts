import type { MulticlassReport } from '@primum/core/evaluation/multiclass-report'
import type { RegressionReport } from '@primum/core/evaluation/regression-report'
import type { ReviewReport } from '@primum/core/evaluation/review-report'
import { evaluateMulticlass } from './evaluate-multiclass.ts'
import { evaluateRegression } from './evaluate-regression.ts'
import { evaluateReviews } from './evaluate-reviews.ts'
import type { EvaluationLimits } from './evaluation-request.ts'
import type { MulticlassRequest, RegressionRequest, TaskRequest } from './task-request.ts'
import { withReader } from './with-reader.ts'

/** The report that a request of a task is answered with. */
export type TaskReport<Request extends TaskRequest = TaskRequest> =
  Request extends RegressionRequest
    ? RegressionReport
    : Request extends MulticlassRequest
      ? MulticlassReport
      : ReviewReport

/**
 * Measures a file of something else than scores of one outcome. Rejects as `evaluate` does; throws
 * RangeError for quantiles or classes that cannot be.
 */
export function evaluateTask<Request extends TaskRequest>(
  request: Request,
  limits: EvaluationLimits,
): Promise<TaskReport<Request>> {
  const asked: TaskRequest = request
  return withReader(limits, async (reader): Promise<TaskReport> => {
    if (asked.task === 'regression') return evaluateRegression(reader, asked)
    if (asked.task === 'multiclass') return evaluateMulticlass(reader, asked)
    return evaluateReviews(reader, asked)
  }) as Promise<TaskReport<Request>>
}
