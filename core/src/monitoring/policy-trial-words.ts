import type { Day } from './days.ts'
import type { PolicyTrial, TrialEvent } from './policy-trial.ts'

const shown = 3

/** The outcome of a trial in one or two sentences that a committee can read. */
export function trialSentence(
  { days, events, falseAlarmsPerYear, delayDays }: Omit<PolicyTrial, 'sentence'>,
  changeAt: Day | null,
  labelOf: (versionId: string) => string,
): string {
  const acts = events.filter((event) => event.action !== 'page')
  const did =
    acts.length === 0
      ? `Would have done nothing in these ${days} days`
      : `Would have ${acts
          .slice(0, shown)
          .map((event) => words(event, labelOf))
          .join('; ')}${more(acts.length)}`
  const pages = events.length - acts.length
  const called =
    pages === 0 ? '' : `; would have called people ${pages === 1 ? 'once' : `${pages} times`}`
  const delay =
    changeAt === null
      ? ''
      : delayDays === null
        ? `. It would not have answered the change of ${changeAt}`
        : `. That is ${delayDays} days after the change of ${changeAt}`
  const { counted, stableDays } = falseAlarmsPerYear
  const where = changeAt === null ? 'if nothing was wrong in them' : 'before the change'
  const alarms =
    counted === null
      ? `${stableDays} stable days are too few to count false alarms`
      : `About ${counted.toFixed(1)} false alarms per year by its ${stableDays} days, ${where}`
  return `${did}${called}${delay}. ${alarms}.`
}

function words(event: TrialEvent, labelOf: (versionId: string) => string): string {
  const { action, day, versionId, targetVersionId } = event
  const from = labelOf(versionId)
  const to = targetVersionId === null ? null : labelOf(targetVersionId)
  const late = event.carriesOut ? ', as nobody answered' : ''
  if (action === 'propose') {
    const what = to === null ? `suspend ${from}` : `go back from ${from} to ${to}`
    return `proposed on ${day} to ${what}`
  }
  if (action === 'suspend') return `suspended ${from} on ${day}${late}`
  return `rolled back from ${from} to ${to ?? 'none'} on ${day}${late}`
}

function more(count: number): string {
  return count > shown ? `, and acted ${count - shown} more times` : ''
}
