import type { MetricName } from './metric-kind.ts'
import type { Segment } from './segment.ts'
import { segmentWords } from './segment.ts'

/** One plain sentence on a monitor: what is watched, and why it matters. */
export function explain(metric: MetricName, segment: Segment, threshold?: number): string {
  return explanations[metric](segmentWords(segment), threshold)
}

const explanations: Record<MetricName, (who: string, threshold?: number) => string> = {
  sensitivity: (who, threshold) =>
    `Of the people with the outcome (${who}), the share flagged at ${threshold}: a fall means missed patients.`,
  specificity: (who, threshold) =>
    `Of the people without the outcome (${who}), the share left unflagged at ${threshold}: a fall means more false alarms.`,
  'positive-predictive-value': (who, threshold) =>
    `Of the people flagged at ${threshold} (${who}), the share with the outcome: a fall means alerts lose their worth.`,
  'negative-predictive-value': (who, threshold) =>
    `Of the people left unflagged at ${threshold} (${who}), the share without the outcome: a fall means that a quiet screen reassures wrongly.`,
  'observed-expected-ratio': (who) =>
    `Outcomes that happened against outcomes predicted (${who}): away from 1, the stated risks mislead.`,
  'calibration-in-the-large': (who) =>
    `How far stated risks have to be shifted to be right on average (${who}); 0 is right, above 0 risk is understated.`,
  'calibration-slope': (who) =>
    `How far stated risks have to be stretched to be right (${who}); below 1 they are too extreme.`,
  'expected-calibration-error': (who) =>
    `How far stated risks lie from observed shares on average (${who}); lower is better, chance alone never gives 0.`,
  auroc: (who) => `How well scores rank people with above people without the outcome (${who}).`,
  'average-precision': (who) =>
    `How many of the people ranked highest have the outcome (${who}); it falls where alerts lose their worth, and moves with prevalence.`,
  'brier-score': (who) => `How far stated risks lie from what happened (${who}); lower is better.`,
  'flag-rate': (who, threshold) =>
    `The share of predictions flagged at ${threshold} (${who}): a rise means more alerts to answer, a fall may mean missed patients.`,
  'estimated-auroc': (who) =>
    `How well scores would rank people if outcomes follow scores as at validation (${who}): a hint before outcomes are known.`,
  'estimated-sensitivity': (who, threshold) =>
    `The share of people with the outcome that would be flagged at ${threshold} if outcomes follow scores as at validation (${who}): a hint before outcomes are known.`,
  'score-drift': (who) =>
    `Whether scores are spread as at validation (${who}); it needs no outcomes, so it warns early.`,
  'feature-drift': () =>
    'Whether the inputs are spread as at validation: other patients, other units or a changed feed.',
  'multivariate-drift': () =>
    'Whether the inputs still go together as at validation, even where each alone looks unchanged: mixed-up feeds, changed units or other patients.',
  'domain-classifier-auroc': () =>
    'How well a model can tell the inputs of today from those of the first weeks of the version: 0.5 is not at all, 1 is always. It needs no outcomes and no baseline.',
  missingness: () => 'Whether inputs go missing or unreadable more often than at validation.',
  'invalid-data': () =>
    'The share of predictions that arrived with an input or a score that cannot be right, such as a number in another unit: a score made from it misleads.',
  heartbeat: () => 'Whether predictions arrive at all: silence is not health.',
  latency: (who) =>
    `How long the slowest 5 in 100 answers take (${who}): advice that comes late is not used.`,
  'error-rate': (who) =>
    `The share of calls that failed or timed out (${who}): patients go without a prediction.`,
  volume: (who) =>
    `Whether as many predictions arrive as on the same weekdays before (${who}): a unit that dropped out goes unwatched.`,
  'late-data': (who) =>
    `The share of predictions and outcomes that arrive late (${who}): every other monitor then looks at an incomplete picture.`,
  'override-rate': (who) =>
    `The share of answered predictions that clinicians overrode or dismissed (${who}): a rise shows lost trust or lost worth.`,
  'hallucination-rate': (who) =>
    `Of the outputs reviewed (${who}), the share that states something nobody said: it enters the record as if it were true.`,
  'omission-rate': (who) =>
    `Of the outputs reviewed (${who}), the share that leaves out something that matters: whoever reads on does not know it.`,
  'harm-rate': (who) =>
    `Of the outputs reviewed (${who}), the share that would have led to harm had nobody corrected it.`,
  'refusal-rate': (who) =>
    `Of the outputs reviewed (${who}), the share that refused to answer: a rise leaves people without help.`,
  'escalation-rate': (who) =>
    `Of the outputs reviewed (${who}), the share that was handed on to people: a fall may leave emergencies with the program, a rise overloads staff.`,
  'mean-rating': (who) =>
    `The mean rating by reviewers from 1 to 5 (${who}): it falls before single errors are counted.`,
  'mean-edit-distance': (who) =>
    `How much of each draft was changed before it was signed, on average (${who}): a rise means more work and more errors to find.`,
  'reviewer-agreement': (who) =>
    `How far reviewers of the same output agree beyond chance (${who}): where they do not, the rates they find mean little.`,
}
