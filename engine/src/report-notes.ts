import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import { countWords } from '@primum/core/shared/count-words'
import { totals } from '@primum/core/statistics/scored-counts'
import type { ReportParts } from './report-parts.ts'

const few = 30

/** Plain sentences on what a reader has to know before believing a number. */
export function reportNotes(parts: ReportParts, everyone: SegmentEvidence): string[] {
  const { facts, request, rows, baseline } = parts
  const { positives, negatives } = totals(everyone.counts)
  const { unscored } = facts
  const { encounters = 0, repeated = 0, rowsWithoutEncounter = 0 } = parts.encounters ?? {}
  const chosen = request.aggregation !== 'none'
  const notes: [boolean, string][] = [
    [
      chosen,
      `${countWords(facts.rows)} rows gave ${countWords(rows)} encounters, by "${request.aggregation}".`,
    ],
    [
      chosen && encounters > rows,
      `${countWords(encounters - rows)} encounters have no row that could stand for them: no score, no time, or none before the event.`,
    ],
    [
      chosen && rowsWithoutEncounter > 0,
      `${countWords(rowsWithoutEncounter)} rows name no encounter; they are left out.`,
    ],
    [
      !chosen && repeated > 0,
      `${countWords(repeated)} rows repeat an encounter (${countWords(encounters)} encounters in all), and each counts as a prediction of its own: choose one row per encounter to count alerts as people meet them.`,
    ],
    [
      unscored > 0,
      `${countWords(unscored)} rows have no usable score; they are left out of performance.`,
    ],
    [
      everyone.unlabelled > 0,
      `${countWords(everyone.unlabelled)} rows have no outcome yet; they are left out of performance.`,
    ],
    [
      positives + negatives > 0 && positives + negatives < few,
      `Only ${positives + negatives} rows have an outcome: nothing can be decided on them.`,
    ],
    [
      positives + negatives > 0 && (positives === 0 || negatives === 0),
      `All known outcomes are ${positives === 0 ? 'negative' : 'positive'}: whether scores tell the two apart cannot be measured.`,
    ],
    [everyone.counts.scores.length === 1, 'All scores are equal: the column does not vary.'],
    [
      facts.outside > 0,
      `${countWords(facts.outside)} scores lie outside 0 to 1, so calibration is not measured.`,
    ],
    [
      request.roles.time !== undefined && facts.untimed > 0,
      `${countWords(facts.untimed)} rows have no time.`,
    ],
    [
      !everyone.exact,
      'Scores are counted in bins: AUROC carries its certified bound, counts at thresholds are exact.',
    ],
    [
      request.roles.patient !== undefined && !everyone.exact,
      'Intervals treat rows as independent: patients are told apart up to the exact limit only.',
    ],
    [
      request.roles.patient === undefined && request.roles.encounter === undefined,
      'Rows are taken as independent; name the patient column where patients repeat.',
    ],
    [
      baseline === null && request.roles.features.length > 0,
      'Drift of the features needs a baseline.',
    ],
    [
      baseline === null && request.multivariate !== undefined,
      'Drift of the features together needs a baseline, and features.',
    ],
    [
      everyone.unlabelled > 0 && baseline === null,
      'Performance on rows without an outcome can be estimated from a baseline that has outcomes.',
    ],
    [
      everyone.unlabelled > 0 && baseline !== null,
      'What is called estimated comes from the scores and the baseline, not from outcomes: it assumes that their relation has not changed.',
    ],
    [
      chosen && baseline !== null && parts.baselineByRow,
      'The baseline lacks the columns to choose one row per encounter, so all of its rows are compared: scores may differ for that alone.',
    ],
  ]
  return notes.filter(([applies]) => applies).map(([, words]) => words)
}
