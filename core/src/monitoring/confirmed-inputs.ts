import { failingInputs } from './intake-metric.ts'
import type { MetricEstimate } from './metric-kind.ts'
import { isIntake } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { RollbackFacts } from './rollback-policy.ts'
import type { Verdict } from './verdict.ts'

type Judged = {
  monitor: Pick<Monitor, 'metric' | 'limit'>
  estimate: MetricEstimate
  verdict: Pick<Verdict, 'confirmed'>
}

/**
 * What a rollback policy has to know of inputs that are confirmed to fail, whichever monitor found
 * it and whatever that one may lead to: an earlier version would be given the same.
 */
export function confirmedInputFailure(
  judged: readonly Judged[],
): Pick<RollbackFacts, 'failingInputs'> {
  for (const { monitor, estimate, verdict } of judged) {
    if (!isIntake(monitor.metric) || !verdict.confirmed || monitor.limit === undefined) continue
    const words = failingInputs(estimate, monitor.limit)
    if (words !== null) return { failingInputs: words }
  }
  return {}
}
