import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { OperationsDays } from './operations-day.ts'
import { computeOperations } from './operations-metric.ts'
import type { Watch } from './watch.ts'

/** Watches how a system runs and is used. */
export class OperationsWatch implements Watch {
  readonly plan = null
  readonly detector = null
  private readonly monitor: Monitor
  private readonly history: { operations: OperationsDays }

  constructor(monitor: Monitor, history: { operations: OperationsDays }) {
    this.monitor = monitor
    this.history = history
  }

  advance(through: Day): MetricEstimate {
    const { windowDays, minimumSample } = this.monitor
    const window = { from: addDays(through, 1 - windowDays), to: through }
    return computeOperations(this.monitor, this.history.operations, window, minimumSample)
  }
}
