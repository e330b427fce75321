import type { Baseline } from './baseline.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import { computeMultivariate } from './multivariate-metric.ts'
import type { ReconstructionDays } from './reconstruction-day.ts'
import type { Watch } from './watch.ts'

type Counted = { baseline: Baseline; reconstruction: ReconstructionDays; from: Day }

/** Watches whether features go together as at validation. */
export class MultivariateWatch implements Watch {
  readonly plan = null
  readonly detector = null
  private readonly monitor: Monitor
  private readonly history: Counted

  constructor(monitor: Monitor, history: Counted) {
    this.monitor = monitor
    this.history = history
  }

  advance(through: Day): MetricEstimate {
    const { windowDays, segment, minimumSample: minimum } = this.monitor
    const { baseline, reconstruction, from } = this.history
    const start = addDays(through, 1 - windowDays)
    const window = { from: start < from ? from : start, to: through }
    return computeMultivariate(baseline, reconstruction, window, { segment, minimum })
  }
}
