import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { RocCurve } from '@primum/core/statistics/roc-curve'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import type { OperatingPoint } from './curve-sentences.ts'
import { rocSentence } from './curve-sentences.ts'
import { operatingMarks, percentAxis, squareSize } from './square-plot.ts'

type Props = {
  curve: RocCurve
  operating?: OperatingPoint
  name?: string
  /** Another curve to compare with, drawn behind it, such as that of validation. */
  before?: RocCurve['points']
  /** What the server says of it; else the chart says it itself. */
  sentence?: string
  note?: string
}

/** Sensitivity against false alarms at every threshold, the operating one marked. */
export function RocChart({ curve, operating, name = 'roc-curve', before, ...words }: Props) {
  const options = useMemo(
    () => (width: number) => rocPlot(curve, operating, width, before),
    [curve, operating, before],
  )
  const numbers = curve.points.map(({ threshold, falsePositiveRate, sensitivity }) => [
    threshold,
    falsePositiveRate,
    sensitivity,
  ])
  return (
    <ChartFrame
      name={name}
      caption={t('chart.roc')}
      sentence={words.sentence ?? rocSentence(curve, operating)}
      note={words.note ?? t('chart.roc.note')}
      header={[t('chart.threshold'), t('chart.roc.falsePositiveRate'), t('chart.roc.y')]}
      rows={numbers}
      shown={numbers.map((row) => row.map((cell) => (cell === null ? null : cell.toFixed(4))))}
    >
      {curve.points.length === 0 ? null : <PlotFigure options={options} label={t('chart.roc')} />}
    </ChartFrame>
  )
}

function rocPlot(
  { points }: RocCurve,
  operating: OperatingPoint | undefined,
  width: number,
  before: RocCurve['points'] = [],
): PlotOptions {
  const at =
    operating?.sensitivity == null || operating.specificity === null
      ? []
      : [{ x: 1 - operating.specificity, y: operating.sensitivity, ...operating }]
  return {
    ...squareSize(width),
    x: percentAxis(t('chart.roc.x')),
    y: percentAxis(t('chart.roc.y')),
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: 'var(--reference)', strokeDasharray: '7 4' },
      ),
      Plot.areaY(points, {
        x: 'falsePositiveRate',
        y1: 'falsePositiveRate',
        y2: 'sensitivity',
        fill: 'var(--band)',
        fillOpacity: 0.5,
      }),
      Plot.line(before, {
        x: 'falsePositiveRate',
        y: 'sensitivity',
        stroke: 'var(--reference)',
        strokeDasharray: '2 3',
        strokeWidth: 1.5,
      }),
      Plot.line(points, {
        x: 'falsePositiveRate',
        y: 'sensitivity',
        stroke: 'var(--series)',
        strokeWidth: 2,
      }),
      ...operatingMarks(at),
    ],
  }
}
