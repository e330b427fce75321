import type { RegressionRequest } from '../src/task-request.ts'

/** A request for a prediction called `p` and its outcome `y`, with changes. */
export function regressionRequest(
  path: string,
  changes: Partial<RegressionRequest> = {},
): RegressionRequest {
  return {
    task: 'regression',
    path,
    prediction: 'p',
    target: 'y',
    quantiles: [],
    groups: [],
    features: [],
    baseline: null,
    ...changes,
  }
}
