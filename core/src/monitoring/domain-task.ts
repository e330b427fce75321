import { compareDomains } from './compare-domains.ts'
import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { DomainDay } from './domain-day.ts'
import type { DomainSample } from './domain-sample.ts'
import { mergeSamples } from './domain-sample.ts'
import { domainSettings } from './thresholds.ts'

type Days = { from: Day; to: Day }

/** Windows to compare with one reference: plain values, as a thread can be given. */
export type DomainTask = {
  /** the numeric features of the version */
  features: readonly string[]
  reference: Days & { sample: DomainSample }
  windows: readonly Days[]
  /** what was drawn of each day of the windows; a day without predictions may be absent */
  samples: ReadonlyMap<Day, DomainSample>
}

/** Compares each window, in the order given. */
export function compareWindows(task: DomainTask): DomainDay[] {
  const { features, samples } = task
  const { sample: before, ...reference } = task.reference
  return task.windows.map((window) => {
    const days: DomainSample[] = []
    for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
      const drawn = samples.get(day)
      if (drawn !== undefined) days.push(drawn)
    }
    const now = mergeSamples(days, features.length, domainSettings.rowsPerSide)
    return { window, reference, ...compareDomains(features, before, now) }
  })
}
