import type { Day } from './days.ts'
import { addDays } from './days.ts'
import type { OutputReview, ReviewDay, ReviewDays } from './review-day.ts'
import { countOutput, emptyReviewDay } from './review-day.ts'

/** A review that judges nothing yet. */
export function reviewBy(reviewer: string, more: Partial<OutputReview> = {}): OutputReview {
  const nothing = { omission: null, hallucination: null, harm: null, refusal: null }
  const unsaid = { ...nothing, escalation: null, rating: null, editDistance: null }
  return { reviewer, kind: 'human', ...unsaid, ...more }
}

/** Days of outputs, `perDay` each by one reviewer, from `start` on. */
export function reviewDays(
  start: Day,
  length: number,
  perDay: number,
  review: (day: number, output: number) => Partial<OutputReview>,
): ReviewDays {
  const days = new Map<Day, ReviewDay>()
  for (let day = 0; day < length; day++) {
    const sum = emptyReviewDay()
    for (let output = 0; output < perDay; output++) {
      countOutput(sum, [reviewBy('a', review(day, output))])
    }
    days.set(addDays(start, day), sum)
  }
  return (day) => days.get(day) ?? null
}
