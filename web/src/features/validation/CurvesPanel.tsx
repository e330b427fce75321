import { Skeleton, Text, Title } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import { Suspense, lazy, useMemo } from 'react'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { operatingPoint } from './report-values.ts'
import classes from './validation.module.css'

const RocChart = lazy(async () => ({
  default: (await import('../../charts/RocChart.tsx')).RocChart,
}))
const PrecisionRecallChart = lazy(async () => ({
  default: (await import('../../charts/PrecisionRecallChart.tsx')).PrecisionRecallChart,
}))
const ReliabilityDiagram = lazy(async () => ({
  default: (await import('../../charts/ReliabilityDiagram.tsx')).ReliabilityDiagram,
}))
const DecisionCurveChart = lazy(async () => ({
  default: (await import('../../charts/DecisionCurveChart.tsx')).DecisionCurveChart,
}))
const ScoreHistogram = lazy(async () => ({
  default: (await import('../../charts/ScoreHistogram.tsx')).ScoreHistogram,
}))

type Props = { report: EvaluationReport; threshold?: number }

/** Calibration, discrimination and usefulness as pictures, each with its sentence and numbers. */
export function CurvesPanel({ report, threshold }: Props) {
  const { curves } = report.overall
  const operating = useMemo(() => operatingPoint(report, threshold), [report, threshold])
  const at = operating === undefined ? {} : { operating }
  const line = threshold === undefined ? {} : { threshold }
  return (
    <Panel title={t('results.curves')} about={t('results.curvesAbout')}>
      <div className={classes['charts']}>
        <Chart title={t('chart.reliability')}>
          {curves.calibration.length === 0 ? (
            <Text c="dimmed">{t('results.noCalibration')}</Text>
          ) : (
            <ReliabilityDiagram bins={curves.calibration} />
          )}
        </Chart>
        <Chart title={t('chart.roc')}>
          <RocChart curve={curves.roc} {...at} />
        </Chart>
        <Chart title={t('chart.decision')}>
          {curves.decision === null ? (
            <Text c="dimmed">{t('results.noDecision')}</Text>
          ) : (
            <DecisionCurveChart
              curve={curves.decision}
              rounded={report.suppressedBelow !== null}
              {...line}
            />
          )}
        </Chart>
        <Chart title={t('chart.pr')}>
          <PrecisionRecallChart curve={curves.precisionRecall} {...at} />
        </Chart>
        <Chart title={t('chart.scores')}>
          <ScoreHistogram scores={curves.scores} {...line} />
        </Chart>
      </div>
    </Panel>
  )
}

function Chart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb="xs">
        {title}
      </Title>
      <Suspense fallback={<Skeleton height={360} aria-busy="true" />}>{children}</Suspense>
    </section>
  )
}
