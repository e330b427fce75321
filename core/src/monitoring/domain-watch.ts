import type { Day } from './days.ts'
import type { DomainDays } from './domain-day.ts'
import { computeDomain } from './domain-metric.ts'
import type { MetricEstimate } from './metric-kind.ts'
import type { Monitor } from './monitor-record.ts'
import type { Watch } from './watch.ts'

/** Watches how well inputs can be told from those of the first weeks. */
export class DomainWatch implements Watch {
  readonly plan = null
  readonly detector = null
  private readonly monitor: Monitor
  private readonly domains: DomainDays

  constructor(monitor: Monitor, { domains }: { domains: DomainDays }) {
    this.monitor = monitor
    this.domains = domains
  }

  advance(through: Day): MetricEstimate {
    const { windowDays, segment, minimumSample: minimum } = this.monitor
    return computeDomain(this.domains(through, windowDays), { segment, minimum })
  }
}
