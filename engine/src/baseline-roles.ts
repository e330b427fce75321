import type { ColumnRoles } from './column-roles.ts'
import type { Dataset } from './dataset.ts'
import type { Aggregation } from './stage-dataset.ts'

/** How a baseline is read. */
export type BaselineUnit = { roles: ColumnRoles; aggregation: Aggregation }

/**
 * The baseline in the unit of the dataset where its columns allow it: the highest score of each
 * encounter lies above the scores of all rows, and would look like drift against them.
 */
export function baselineUnit(
  baseline: Dataset | null,
  roles: ColumnRoles,
  aggregation: Aggregation,
): BaselineUnit {
  const { score, label, features, encounter, time, eventTime } = roles
  const plain = { score, label, groups: [], features }
  const ordering = aggregation === 'max' ? [] : [time]
  const event = aggregation === 'last-before-event' ? [eventTime] : []
  const names = new Set(baseline?.columns.map(({ name }) => name))
  const needed = [encounter, ...ordering, ...event]
  const has = needed.every((name) => name !== undefined && names.has(name))
  if (aggregation === 'none' || !has) return { roles: plain, aggregation: 'none' }
  const present = (role: 'time' | 'eventTime', name: string | undefined) =>
    name !== undefined && names.has(name) ? { [role]: name } : {}
  return {
    roles: {
      ...plain,
      encounter: encounter!,
      ...present('time', time),
      ...present('eventTime', eventTime),
    },
    aggregation,
  }
}
