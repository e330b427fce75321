import type { ReportParts } from './report-parts.ts'
import { binnedEvidence } from '@primum/core/evaluation/binned-scores'
import {
  aurocByCluster,
  clusteredRows,
  ratesByCluster,
} from '@primum/core/evaluation/clustered-metrics'
import type { ClusteredRows } from '@primum/core/evaluation/clustered-metrics'
import { compressCounts } from '@primum/core/evaluation/compress-counts'
import { columnDrift } from '@primum/core/evaluation/column-drift'
import {
  type EvaluationReport,
  type SegmentReport,
  curvesOf,
  results,
} from '@primum/core/evaluation/evaluation-report'
import { exactEvidence } from '@primum/core/evaluation/exact-scores'
import { attributeFairness, groupCountsAt } from '@primum/core/evaluation/group-fairness'
import type { ScoredPiece } from '@primum/core/evaluation/scored-piece'
import { labelCodes } from '@primum/core/evaluation/scored-piece'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import { scoreMetrics, thresholdMetrics } from '@primum/core/evaluation/segment-metrics'
import { groupRates } from '@primum/core/fairness/group-rates'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import { driftRanking } from '@primum/core/statistics/drift-ranking'
import { leadTime } from '@primum/core/statistics/lead-time'
import { recalibration } from '@primum/core/statistics/recalibration'
import { exactCounts, totals } from '@primum/core/statistics/scored-counts'
import type { PreparedBaseline } from './prepare-baseline.ts'
import { reportNotes } from './report-notes.ts'

const defaultMinimum = 30

/** Everything that follows from the counts. */
export function buildReport(parts: ReportParts): EvaluationReport {
  const { request, facts, scanned, attributes, baseline } = parts
  const minimum = request.minimum ?? defaultMinimum
  const { thresholds } = request
  const evidence =
    scanned.exact === null
      ? binnedEvidence(scanned.bins!)
      : exactEvidence(scanned.exact, attributes)
  const clustered = clusteredOf(scanned.exact)
  const shared = { baseline: null, dataCutoff: facts.to }
  const [everyone, ...segments] = evidence as [SegmentEvidence, ...SegmentEvidence[]]
  const present = segments.filter(({ n }) => n > 0)
  const describe = (each: SegmentEvidence, rows: ClusteredRows | null) =>
    segmentReport(each, { thresholds, minimum, shared, rows })
  const counted = totals(everyone.counts)
  const overall = describe(everyone, clustered)
  return {
    format: 'primum-evaluation/1',
    dataset: {
      name: parts.name,
      rows: facts.rows,
      unscored: facts.unscored,
      unlabelled: everyone.unlabelled,
      ...counted,
      from: facts.from,
      to: facts.to,
      exact: everyone.exact,
    },
    unit: {
      of: request.aggregation === 'none' ? 'prediction' : 'encounter',
      aggregation: request.aggregation,
    },
    clusters: clustered?.count ?? null,
    thresholds: [...thresholds],
    overall: {
      ...overall,
      curves: curvesOf(everyone, thresholds),
      recalibration:
        scanned.exact && everyone.sums.outside === 0 ? suggestion(scanned.exact) : null,
    },
    groups: present.map((each) => describe(each, null)),
    fairness: {
      attributes: thresholds.flatMap((threshold) =>
        attributes.flatMap(({ attribute }) => {
          const own = present.filter(({ segment }) => segment.attribute === attribute)
          return attributeFairness(attribute, groupCountsAt(own, threshold), threshold) ?? []
        }),
      ),
      // Pairs of different attributes do not divide the same people, so each stands for itself.
      intersections: parts.pairs.map(({ threshold, groups, leftOut }) => ({
        threshold,
        leftOut,
        groups: groups.flatMap((group) => groupRates([group])),
      })),
    },
    leadTime:
      parts.leadHours === null ? null : { ...leadTime(parts.leadHours, { minimum }), ...shared },
    drift: baseline === null ? null : driftReport(baseline, scanned.cells, minimum),
    notes: reportNotes(parts, everyone),
    suppressedBelow: null,
  }
}

function segmentReport(
  evidence: SegmentEvidence,
  options: {
    thresholds: readonly number[]
    minimum: number
    shared: { baseline: null; dataCutoff: string | null }
    rows: ClusteredRows | null
  },
): SegmentReport {
  const { minimum, shared, rows } = options
  const { positives, negatives } = totals(evidence.counts)
  const metrics = scoreMetrics(evidence, { minimum })
  if (rows !== null) metrics.auroc = { ...metrics.auroc, ...aurocByCluster(rows, { minimum }) }
  return {
    segment: evidence.segment,
    n: evidence.n,
    unlabelled: evidence.unlabelled,
    positives,
    negatives,
    metrics: results(metrics, shared),
    atThresholds: options.thresholds.map((threshold) => {
      const counts = confusionMatrix(evidence.counts, threshold)
      const plain = thresholdMetrics(counts, threshold, { minimum })
      const clustered = rows === null ? {} : ratesByCluster(rows, threshold, { minimum })
      return { threshold, counts, metrics: results({ ...plain, ...clustered }, shared) }
    }),
  }
}

function driftReport(baseline: PreparedBaseline, cells: Uint32Array[], minimum: number) {
  const looks = baseline.features.length
  const columns = baseline.features.map((feature, index) =>
    columnDrift(feature, baseline.counts[index]!, cells[index]!, { minimum, looks }),
  )
  const [score, ...features] = columns
  const ranking = driftRanking(
    features.map(({ feature, metrics }) => ({
      feature,
      stability: metrics['population-stability-index'],
    })),
  )
  return { baseline: baseline.name, score: score!, features, ranking }
}

function clusteredOf(piece: ScoredPiece | null): ClusteredRows | null {
  return piece === null || piece.clusters === null ? null : clusteredRows(piece)
}

/** Odd and even rows fit for each other: a split that knows of neither score nor outcome. */
function suggestion(piece: ScoredPiece) {
  const fold = (odd: 0 | 1) => {
    const scores = new Float64Array(piece.length)
    const labels = new Uint8Array(piece.length)
    let kept = 0
    for (let i = odd; i < piece.length; i += 2) {
      if (piece.labels[i] === labelCodes.unlabelled) continue
      scores[kept] = piece.scores[i]!
      labels[kept++] = piece.labels[i]!
    }
    return compressCounts(exactCounts(scores.subarray(0, kept), labels.subarray(0, kept)), [])
  }
  return recalibration({ folds: [fold(0), fold(1)] })
}
