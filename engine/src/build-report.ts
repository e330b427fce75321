import type { ReportParts } from './report-parts.ts'
import { countedBins } from '@primum/core/evaluation/binned-scores'
import { type BurdenCounts, burdenMetrics } from '@primum/core/evaluation/burden-metrics'
import {
  aurocByCluster,
  clusteredRows,
  ratesByCluster,
} from '@primum/core/evaluation/clustered-metrics'
import type { ClusteredRows } from '@primum/core/evaluation/clustered-metrics'
import { compressCounts } from '@primum/core/evaluation/compress-counts'
import { estimatedReport } from '@primum/core/evaluation/estimated-report'
import {
  type EvaluationReport,
  type SegmentReport,
  curvesOf,
  results,
} from '@primum/core/evaluation/evaluation-report'
import { countedScores } from '@primum/core/evaluation/counted-scores'
import { attributeFairness, groupCountsAt } from '@primum/core/evaluation/group-fairness'
import { type Provenance, stamp } from '@primum/core/evaluation/provenance'
import type { ScoredPiece } from '@primum/core/evaluation/scored-piece'
import { labelCodes } from '@primum/core/evaluation/scored-piece'
import type { SegmentEvidence } from '@primum/core/evaluation/segment-evidence'
import { scoreMetrics, thresholdMetrics } from '@primum/core/evaluation/segment-metrics'
import { groupRates } from '@primum/core/fairness/group-rates'
import { segmentKey } from '@primum/core/monitoring/segment'
import { confusionMatrix } from '@primum/core/statistics/confusion-matrix'
import { leadTime } from '@primum/core/statistics/lead-time'
import { recalibration } from '@primum/core/statistics/recalibration'
import { exactCounts, totals } from '@primum/core/statistics/scored-counts'
import { driftReport } from './drift-report.ts'
import { reportNotes } from './report-notes.ts'

const defaultMinimum = 30

/** Everything that follows from the counts. */
export function buildReport(parts: ReportParts): EvaluationReport {
  const { request, facts, scanned, attributes, baseline } = parts
  const minimum = request.minimum ?? defaultMinimum
  const { thresholds } = request
  const clustered = clusteredOf(scanned.exact)
  const shared = { baseline: null, dataCutoff: facts.to }
  const burdens = new Map(
    parts.encounters?.burden.map(({ segment, counts }) => [segmentKey(segment), counts]),
  )
  const [everyone, ...segments] = parts.evidence as [SegmentEvidence, ...SegmentEvidence[]]
  const present = segments.filter(({ n }) => n > 0)
  const describe = (each: SegmentEvidence, rows: ClusteredRows | null) =>
    segmentReport(each, {
      thresholds,
      minimum,
      shared,
      rows,
      burden: burdens.get(segmentKey(each.segment)) ?? [],
    })
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
      curves: stamp(curvesOf(everyone, thresholds), shared),
      recalibration:
        scanned.exact && everyone.sums.outside === 0
          ? stamp(suggestion(scanned.exact), shared)
          : null,
    },
    estimated: estimatedPart(parts, everyone.unlabelled, minimum),
    groups: present.map((each) => describe(each, null)),
    fairness: {
      attributes: thresholds.flatMap((threshold) =>
        attributes.flatMap(({ attribute }) => {
          const own = present.filter(({ segment }) => segment.attribute === attribute)
          const found = attributeFairness(attribute, groupCountsAt(own, threshold), threshold)
          return found === null ? [] : [stamp(found, shared)]
        }),
      ),
      // Pairs of different attributes do not divide the same people, so each stands for itself.
      intersections: parts.pairs.map(({ threshold, groups, leftOut }) => ({
        threshold,
        leftOut,
        groups: stamp(
          groups.flatMap((group) => groupRates([group])),
          shared,
        ),
      })),
    },
    leadTime:
      parts.leadHours === null ? null : { ...leadTime(parts.leadHours, { minimum }), ...shared },
    drift:
      baseline === null
        ? null
        : driftReport(baseline, scanned.cells, {
            minimum,
            dataCutoff: facts.to,
            multivariate: parts.multivariate,
          }),
    notes: reportNotes(parts, everyone),
    suppressedBelow: null,
  }
}

function segmentReport(
  evidence: SegmentEvidence,
  options: {
    thresholds: readonly number[]
    minimum: number
    shared: Provenance
    rows: ClusteredRows | null
    burden: readonly BurdenCounts[]
  },
): SegmentReport {
  const { minimum, shared, rows, burden } = options
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
      const alerts = burden.find((each) => each.threshold === threshold)
      const burdened = alerts === undefined ? {} : burdenMetrics(alerts, { minimum })
      const metrics = { ...plain, ...clustered, ...burdened }
      return { threshold, counts, metrics: results(metrics, shared) }
    }),
  }
}

/** Performance without outcomes, where some are missing and the baseline has them. */
function estimatedPart(
  { baseline, facts, labelledBaseline, request, scanned }: ReportParts,
  unlabelled: number,
  minimum: number,
): EvaluationReport['estimated'] {
  if (labelledBaseline === null || baseline === null || unlabelled === 0) return null
  const scores =
    scanned.exact === null ? countedBins(scanned.bins!) : countedScores(scanned.exact.scores)
  const found = estimatedReport(scores, labelledBaseline, {
    thresholds: request.thresholds,
    minimum,
    unlabelled,
  })
  return stamp(found, { baseline: baseline.name, dataCutoff: facts.to })
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
