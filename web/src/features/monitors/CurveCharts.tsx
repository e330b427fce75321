import { SimpleGrid } from '@mantine/core'
import type { OperatingPoint } from '../../charts/curve-sentences.ts'
import { DecisionCurveChart } from '../../charts/DecisionCurveChart.tsx'
import { PrecisionRecallChart } from '../../charts/PrecisionRecallChart.tsx'
import { ReliabilityDiagram } from '../../charts/ReliabilityDiagram.tsx'
import { RocChart } from '../../charts/RocChart.tsx'
import { ScoreCellsChart } from '../../charts/ScoreCellsChart.tsx'
import { ThresholdChart } from '../../charts/ThresholdChart.tsx'
import { t } from '../../lib/messages/messages.ts'
import type { Curves } from './queries.ts'

/** Every curve of live performance with that of validation behind it. */
export function CurveCharts({ curves }: { curves: Curves }) {
  const { live, baseline, sentences, threshold, version } = curves
  const operating = operatingOf(live.operating)
  const point = operating === null ? {} : { operating }
  const name = (what: string) => `${what}-${version.label}-live`
  const { n, positives, negatives } = live
  const state = { n, positives, negatives, level: 0.95, state: 'ok' as const, reason: null }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl" verticalSpacing="xl">
      {live.calibration.length === 0 ? null : (
        <ReliabilityDiagram
          bins={live.calibration}
          before={baseline.calibration}
          sentence={sentences.calibration}
          note={t('curves.reliabilityNote')}
          name={name('reliability')}
        />
      )}
      <ScoreCellsChart
        cells={live.scores}
        threshold={threshold}
        sentence={sentences.scores}
        name={name('scores')}
      />
      <RocChart
        curve={{
          points: live.roc,
          total: live.roc.length,
          area: { ...live.auroc, certifiedBound: null },
          reason: null,
        }}
        {...point}
        before={baseline.roc}
        sentence={sentences.roc}
        note={t('curves.rocNote')}
        name={name('roc-curve')}
      />
      <PrecisionRecallChart
        curve={{
          points: live.precisionRecall,
          total: live.precisionRecall.length,
          area: { ...live.averagePrecision, prevalence: null },
          reason: null,
        }}
        {...point}
        before={baseline.precisionRecall}
        sentence={sentences.precisionRecall}
        note={t('curves.prNote')}
        name={name('precision-recall-curve')}
      />
      {live.decision.length === 0 ? null : (
        <DecisionCurveChart
          curve={{ ...state, points: live.decision.map((each) => ({ ...each, over: null })) }}
          threshold={threshold}
          sentence={sentences.decision}
          name={name('decision-curve')}
        />
      )}
      <ThresholdChart
        points={live.thresholds}
        threshold={threshold}
        sentence={sentences.thresholds}
        name={name('thresholds')}
      />
    </SimpleGrid>
  )
}

function operatingOf(point: Curves['live']['operating']): OperatingPoint | null {
  if (point === null) return null
  const { threshold, sensitivity, specificity, positivePredictiveValue } = point
  return {
    threshold,
    sensitivity: sensitivity?.value ?? null,
    specificity: specificity?.value ?? null,
    positivePredictiveValue: positivePredictiveValue?.value ?? null,
  }
}
