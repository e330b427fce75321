import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { PrecisionRecallCurve } from '@primum/core/statistics/precision-recall-curve'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import type { OperatingPoint } from './curve-sentences.ts'
import { precisionRecallSentence } from './curve-sentences.ts'
import { operatingMarks, percentAxis, squareSize } from './square-plot.ts'

type Props = {
  curve: PrecisionRecallCurve
  operating?: OperatingPoint
  name?: string
  /** Another curve to compare with, drawn behind it, such as that of validation. */
  before?: PrecisionRecallCurve['points']
  /** What the server says of it; else the chart says it itself. */
  sentence?: string
  note?: string
}

/** How many of the flagged have the outcome, against how many with the outcome are flagged. */
export function PrecisionRecallChart(props: Props) {
  const { curve, operating, name = 'precision-recall-curve', before, sentence, note } = props
  const options = useMemo(
    () => (width: number) => precisionRecallPlot(curve, operating, width, before),
    [curve, operating, before],
  )
  const numbers = curve.points.map(({ threshold, sensitivity, positivePredictiveValue }) => [
    threshold,
    sensitivity,
    positivePredictiveValue,
  ])
  return (
    <ChartFrame
      name={name}
      caption={t('chart.pr')}
      sentence={sentence ?? precisionRecallSentence(curve)}
      note={note ?? t('chart.pr.note')}
      header={[t('chart.threshold'), t('chart.pr.x'), t('chart.pr.y')]}
      rows={numbers}
      shown={numbers.map((row) => row.map((cell) => cell.toFixed(4)))}
    >
      {curve.points.length === 0 ? null : <PlotFigure options={options} label={t('chart.pr')} />}
    </ChartFrame>
  )
}

function precisionRecallPlot(
  { points, area }: PrecisionRecallCurve,
  operating: OperatingPoint | undefined,
  width: number,
  before: PrecisionRecallCurve['points'] = [],
): PlotOptions {
  const prevalence = area.n === 0 ? null : (area.positives ?? 0) / area.n
  const at =
    operating?.sensitivity == null || operating.positivePredictiveValue === null
      ? []
      : [{ x: operating.sensitivity, y: operating.positivePredictiveValue, ...operating }]
  return {
    ...squareSize(width),
    x: percentAxis(t('chart.pr.x')),
    y: percentAxis(t('chart.pr.y')),
    marks: [
      ...(prevalence === null
        ? []
        : [Plot.ruleY([prevalence], { stroke: 'var(--reference)', strokeDasharray: '7 4' })]),
      Plot.line(before, {
        x: 'sensitivity',
        y: 'positivePredictiveValue',
        curve: 'step-before',
        stroke: 'var(--reference)',
        strokeDasharray: '2 3',
        strokeWidth: 1.5,
      }),
      // Steps: a slanted line would promise predictive values that no threshold delivers.
      Plot.line(points, {
        x: 'sensitivity',
        y: 'positivePredictiveValue',
        curve: 'step-before',
        stroke: 'var(--series)',
        strokeWidth: 2,
      }),
      ...operatingMarks(at, 'above'),
    ],
  }
}
