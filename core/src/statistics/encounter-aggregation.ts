/**
 * One row per encounter from many scored rows: the unit in which an alert helps or harms.
 * Convention: `max`, `first` and `last` look at every row, those after the event included, and
 * say how many those were; `max-before-event` and `last-before-event` look only at rows before
 * the event and inside the lead-time window. An encounter without the event has no event to be
 * before, so all its rows count. Every row and encounter left out is counted with its cause.
 * Source: our convention, after the event windows in use for early-warning scores, see A. Wong et
 * al., JAMA Intern. Med. 181 (2021) 1065–1070 (highest score before the event).
 * Twin: pandas `groupby('encounter')` after the same filters.
 */

export const aggregations = [
  'max',
  'first',
  'last',
  'max-before-event',
  'last-before-event',
] as const

export type Aggregation = (typeof aggregations)[number]

/** `time` in milliseconds since 1970; null where it, or the score, is missing. */
export type ScoredRow = { encounter: string; time: number | null; score: number | null }

/** `eventTime` is null without the event, and also where the time of the event is unknown. */
export type EncounterOutcome = { encounter: string; event: boolean; eventTime: number | null }

export type AggregationOptions = {
  aggregation: Aggregation
  /** hours between row and event for the two `before-event` ways; default: any time before */
  leadHours?: { least?: number; most?: number }
  /** a row with `score >= threshold` is an alert; without it no lead time is given */
  threshold?: number
}

/** `leadHours` from the first alert to the event; null without an event, its time or an alert. */
export type EncounterRow = {
  encounter: string
  score: number
  time: number
  label: 0 | 1
  firstAlert: number | null
  leadHours: number | null
}

/** Rows and encounters left out, by cause; each is counted once, by the first that applies. */
export type LeftOut = {
  rowsWithoutOutcome: number
  rowsWithoutTime: number
  rowsWithoutScore: number
  rowsAtOrAfterEvent: number
  rowsOutsideWindow: number
  rowsOfUnknownEventTime: number
  encountersWithoutRows: number
  encountersWithoutRowsInWindow: number
  encountersWithoutEventTime: number
}

export type EncounterAggregate = {
  encounters: EncounterRow[]
  leftOut: LeftOut
  /** rows at or after the event that `max`, `first` and `last` looked at: they may know it */
  rowsAfterEventUsed: number
}

type UsableRow = { time: number; score: number }

const hour = 3_600_000

/**
 * Encounters in the order of `outcomes`; the order of rows does not matter. At equal times the
 * higher score counts, at equal scores the earlier time. Throws RangeError for an encounter with
 * two outcomes, an event time without an event, an impossible window or a NaN threshold.
 */
export function aggregateEncounters(
  rows: readonly ScoredRow[],
  outcomes: readonly EncounterOutcome[],
  options: AggregationOptions,
): EncounterAggregate {
  if (Number.isNaN(options.threshold)) throw new RangeError('threshold is NaN')
  const window = windowOf(options)
  const leftOut = nothingLeftOut()
  const grouped = usableRows(rows, outcomes, leftOut)
  const encounters: EncounterRow[] = []
  let rowsAfterEventUsed = 0
  for (const outcome of outcomes) {
    const all = grouped.get(outcome.encounter)!
    if (all.length === 0) {
      leftOut.encountersWithoutRows++
      continue
    }
    if (window && outcome.event && outcome.eventTime === null) {
      leftOut.encountersWithoutEventTime++
      leftOut.rowsOfUnknownEventTime += all.length
      continue
    }
    const { eventTime } = outcome
    const used = window && eventTime !== null ? inWindow(all, eventTime, window, leftOut) : all
    if (used.length === 0) {
      leftOut.encountersWithoutRowsInWindow++
      continue
    }
    if (eventTime !== null) rowsAfterEventUsed += used.filter((r) => r.time >= eventTime).length
    encounters.push(encounterRow(outcome, used, options))
  }
  return { encounters, leftOut, rowsAfterEventUsed }
}

function encounterRow(
  { encounter, event, eventTime }: EncounterOutcome,
  rows: readonly UsableRow[],
  { aggregation, threshold = Infinity }: AggregationOptions,
): EncounterRow {
  const { score, time } = rows.reduce((a, b) => (comesFirst(b, a, aggregation) ? b : a))
  const alerts = rows.filter((row) => row.score >= threshold).map((row) => row.time)
  const firstAlert = alerts.length === 0 ? null : alerts.reduce((a, b) => Math.min(a, b))
  // An alert at or after the event warned of nothing: no lead time, rather than a negative one.
  const warned = firstAlert !== null && eventTime !== null && firstAlert < eventTime
  const leadHours = warned ? (eventTime - firstAlert) / hour : null
  return { encounter, score, time, label: event ? 1 : 0, firstAlert, leadHours }
}

function comesFirst(row: UsableRow, other: UsableRow, aggregation: Aggregation): boolean {
  const isMax = aggregation === 'max' || aggregation === 'max-before-event'
  if (isMax && row.score !== other.score) return row.score > other.score
  if (row.time === other.time) return row.score > other.score
  return isMax || aggregation === 'first' ? row.time < other.time : row.time > other.time
}

function inWindow(
  rows: readonly UsableRow[],
  eventTime: number,
  { least, most }: { least: number; most: number },
  leftOut: LeftOut,
): UsableRow[] {
  const before = rows.filter((row) => row.time < eventTime)
  const inside = before.filter((row) => {
    const lead = eventTime - row.time
    return lead >= least * hour && lead <= most * hour
  })
  leftOut.rowsAtOrAfterEvent += rows.length - before.length
  leftOut.rowsOutsideWindow += before.length - inside.length
  return inside
}

function usableRows(
  rows: readonly ScoredRow[],
  outcomes: readonly EncounterOutcome[],
  leftOut: LeftOut,
): Map<string, UsableRow[]> {
  const grouped = new Map<string, UsableRow[]>()
  for (const { encounter, event, eventTime } of outcomes) {
    if (grouped.has(encounter)) throw new RangeError(`two outcomes for encounter ${encounter}`)
    if (eventTime !== null && !(event && Number.isFinite(eventTime))) {
      throw new RangeError(`encounter ${encounter} has event time ${eventTime}, event ${event}`)
    }
    grouped.set(encounter, [])
  }
  for (const { encounter, time, score } of rows) {
    const group = grouped.get(encounter)
    if (!group) leftOut.rowsWithoutOutcome++
    else if (time === null || !Number.isFinite(time)) leftOut.rowsWithoutTime++
    else if (score === null || !Number.isFinite(score)) leftOut.rowsWithoutScore++
    else group.push({ time, score })
  }
  return grouped
}

function windowOf({ aggregation, leadHours }: AggregationOptions) {
  const isWindowed = aggregation === 'max-before-event' || aggregation === 'last-before-event'
  if (!isWindowed && leadHours) {
    throw new RangeError(`${aggregation} looks at every row: it has no lead-time window`)
  }
  const { least = 0, most = Infinity } = leadHours ?? {}
  if (!(least >= 0 && most > 0 && least <= most)) {
    throw new RangeError(`no lead time lies between ${least} and ${most} hours`)
  }
  return isWindowed ? { least, most } : null
}

function nothingLeftOut(): LeftOut {
  return {
    rowsWithoutOutcome: 0,
    rowsWithoutTime: 0,
    rowsWithoutScore: 0,
    rowsAtOrAfterEvent: 0,
    rowsOutsideWindow: 0,
    rowsOfUnknownEventTime: 0,
    encountersWithoutRows: 0,
    encountersWithoutRowsInWindow: 0,
    encountersWithoutEventTime: 0,
  }
}
