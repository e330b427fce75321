import { countWords } from '../shared/count-words.ts'
import { words } from './card-words.ts'
import type { CardValidation } from './model-card.ts'

/** What a reader has to know before believing the numbers; `notes` are those of the report. */
export function cardLimitations(
  validation: CardValidation | null,
  notes: readonly string[],
  synthetic: boolean,
): string[] {
  const made = synthetic ? ['The data of this AI system is made up.'] : []
  if (validation === null) {
    return [...made, 'No signed validation report: performance is not shown.']
  }
  const { criteria, segments, fairness, suppressedBelow } = validation
  const open = criteria.filter(({ state }) => state !== 'met')
  const hidden = segments.filter(({ n }) => n === null)
  const wide = fairness.flatMap(({ attribute, threshold, gaps }) =>
    gaps
      .filter(({ beyond }) => beyond === 'warning' || beyond === 'critical')
      .map(
        ({ group, rate, beyond }) =>
          `${attribute} ${group}: the ${words(rate)} at ${threshold} lies apart from everybody else's, beyond the ${beyond} margin.`,
      ),
  )
  const unjudged = fairness.filter(({ gaps }) => gaps.every(({ beyond }) => beyond === null))
  return [
    ...made,
    ...open.map(({ sentence }) => sentence),
    ...sampleWords(validation),
    ...wide,
    ...unjudged.map(
      ({ attribute, threshold }) => `Groups by ${attribute} cannot be compared at ${threshold}.`,
    ),
    ...(hidden.length === 0 || suppressedBelow === null
      ? []
      : [
          `Hidden, because of fewer than ${suppressedBelow} people: ${hidden.map(titleOf).join('; ')}.`,
        ]),
    ...notes,
  ]
}

function sampleWords({ n, sampleSizeRequired, sampleSizeReached }: CardValidation): string[] {
  if (sampleSizeReached !== false || sampleSizeRequired === null) return []
  const had = n === null ? '' : `, and ${countWords(n)} had an outcome`
  return [
    `The sample is smaller than the precision asked for: ${countWords(sampleSizeRequired)} were needed${had}.`,
  ]
}

function titleOf({ attribute, value }: { attribute: string; value: string }): string {
  return attribute === '' ? 'everyone' : `${attribute} ${value}`
}
