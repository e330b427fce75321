/**
 * Predictions and known outcomes a day as they may be shown with their totals. A day is hidden by
 * its own counts alone, never to protect another, so that other answers about the same day agree.
 * Instead the totals leave hidden days out, unless so many are hidden that their sum tells none.
 */
import {
  type SmallCellPolicy,
  defaultSmallCellPolicy,
  isSmallCount,
} from './small-cell-suppression.ts'

export type DayCount = { day: string; predictions: number; labelled: number }

type ShownDay = { day: string; predictions: number | null; labelled: number | null }

export type ShownDayCounts = {
  days: ShownDay[]
  predictions: number
  outcomes: number
  /** days with predictions, or with outcomes, that are in no total */
  notCounted: { predictions: number; outcomes: number }
}

/** Throws RangeError for what is no count, and for more labelled predictions than predictions. */
export function showDayCounts(
  counts: readonly DayCount[],
  policy: SmallCellPolicy = defaultSmallCellPolicy,
): ShownDayCounts {
  const days = counts.map((count) => showDay(count, policy))
  const few = counts.filter((_, index) => days[index]!.predictions === null)
  const countsFew = areFewSafe(few, policy)
  // A total of labels that held those of days in no total would narrow these days down.
  const pooled = counts.filter((_, index) => {
    return days[index]!.labelled === null && (countsFew || days[index]!.predictions !== null)
  })
  const countsPooled = areLabelsSafe(pooled, policy)
  const hidden = days.filter(({ labelled }) => labelled === null).length
  return {
    days,
    predictions:
      sum(days, (day) => day.predictions) + (countsFew ? sum(few, (day) => day.predictions) : 0),
    outcomes:
      sum(days, (day) => day.labelled) + (countsPooled ? sum(pooled, (day) => day.labelled) : 0),
    notCounted: {
      predictions: countsFew ? 0 : few.length,
      outcomes: countsPooled ? hidden - pooled.length : hidden,
    },
  }
}

function showDay({ day, predictions, labelled }: DayCount, policy: SmallCellPolicy): ShownDay {
  if (labelled > predictions) {
    throw new RangeError(`${labelled} of ${predictions} predictions cannot have an outcome`)
  }
  if (isSmallCount(predictions, policy)) return { day, predictions: null, labelled: null }
  // All less those with an outcome are those without.
  const isFew = [labelled, predictions - labelled].some((count) => isSmallCount(count, policy))
  return { day, predictions, labelled: isFew ? null : labelled }
}

/** Whether the sum of days that are each known to lie in 1…minimum−1 leaves every one of them open. */
function areFewSafe(few: readonly DayCount[], policy: SmallCellPolicy): boolean {
  const total = sum(few, ({ predictions }) => predictions)
  if (few.length < 2) return few.length === 0
  const highest = few.length * (policy.minimum - 1)
  return !isSmallCount(total, policy) && total > few.length && total < highest
}

/** The same of the labels, each of which lies where it, or what is left of its day, is small. */
function areLabelsSafe(hidden: readonly DayCount[], policy: SmallCellPolicy): boolean {
  if (hidden.length < 2) return hidden.length === 0
  const labelled = sum(hidden, (day) => day.labelled)
  const rest = sum(hidden, (day) => day.predictions - day.labelled)
  if (isSmallCount(labelled, policy) || isSmallCount(rest, policy)) return false
  const rising = hidden.map((day) => moves(day, 1, policy))
  const falling = hidden.map((day) => moves(day, -1, policy))
  const rises = rising.filter(Boolean).length
  const falls = falling.filter(Boolean).length
  return hidden.every((_, index) => {
    const otherFalls = falls - Number(falling[index]) > 0
    const otherRises = rises - Number(rising[index]) > 0
    return (rising[index]! && otherFalls) || (falling[index]! && otherRises)
  })
}

/** Whether another count of labels by one more or less would be hidden alike. */
function moves({ day, predictions, labelled }: DayCount, step: 1 | -1, policy: SmallCellPolicy) {
  const moved = labelled + step
  if (moved < 0 || moved > predictions) return false
  return showDay({ day, predictions, labelled: moved }, policy).labelled === null
}

function sum<Day>(days: readonly Day[], of: (day: Day) => number | null): number {
  return days.reduce((total, day) => total + (of(day) ?? 0), 0)
}
