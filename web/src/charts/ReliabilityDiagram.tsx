import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { CalibrationBin } from '@primum/core/statistics/calibration-curve'
import { useMemo } from 'react'
import { formatPercent } from '../lib/format.ts'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import { reliabilitySentence } from './curve-sentences.ts'
import { percentAxis, squareSize } from './square-plot.ts'

type Props = {
  bins: CalibrationBin[]
  name?: string
  /** Other bins to compare with, drawn behind these, such as those of validation. */
  before?: CalibrationBin[]
  /** What the server says of it; else the chart says it itself. */
  sentence?: string
  note?: string
}

/** Predicted against observed risk in groups of similar scores. */
export function ReliabilityDiagram(props: Props) {
  const { bins, name = 'reliability', before, sentence, note } = props
  const options = useMemo(
    () => (width: number) => reliabilityPlot(bins, width, before),
    [bins, before],
  )
  return (
    <ChartFrame
      name={name}
      caption={t('chart.reliability')}
      sentence={sentence ?? reliabilitySentence(bins)}
      note={note ?? t('chart.reliability.note')}
      header={[
        t('chart.reliability.lowest'),
        t('chart.reliability.highest'),
        t('chart.reliability.predicted'),
        t('chart.reliability.observed'),
        t('monitoring.lower'),
        t('monitoring.upper'),
        t('chart.n'),
      ]}
      shownHeader={[
        t('chart.reliability.range'),
        t('chart.reliability.predicted'),
        t('chart.reliability.observed'),
        t('version.interval'),
        t('chart.n'),
      ]}
      rows={bins.map(({ lowest, highest, predicted, observed }) => [
        lowest,
        highest,
        predicted,
        observed.value,
        observed.interval?.lower ?? null,
        observed.interval?.upper ?? null,
        observed.n,
      ])}
      shown={bins.map(({ lowest, highest, predicted, observed }) => [
        `${lowest.toFixed(3)} to ${highest.toFixed(3)}`,
        formatPercent(predicted),
        observed.value === null ? null : formatPercent(observed.value),
        bounds(observed.interval),
        observed.n,
      ])}
    >
      {bins.length === 0 ? null : <PlotFigure options={options} label={t('chart.reliability')} />}
    </ChartFrame>
  )
}

function bounds(interval: CalibrationBin['observed']['interval']): string | null {
  if (interval === null) return null
  const word = (bound: number | null) => (bound === null ? '…' : formatPercent(bound))
  return `${word(interval.lower)} to ${word(interval.upper)}`
}

function reliabilityPlot(
  bins: CalibrationBin[],
  width: number,
  before: CalibrationBin[] = [],
): PlotOptions {
  const drawn = bins.flatMap(({ predicted, observed }) =>
    observed.value === null
      ? []
      : [
          {
            predicted,
            observed: observed.value,
            lower: observed.interval?.lower ?? observed.value,
            upper: observed.interval?.upper ?? observed.value,
            n: observed.n,
          },
        ],
  )
  // Scores often stay far below 1: the picture ends where they do, alike in both directions.
  const highest = Math.max(...drawn.flatMap(({ predicted, upper }) => [predicted, upper]), 0)
  const top = Math.min(1, Math.ceil(11 * highest) / 10)
  const largest = Math.max(1, ...drawn.map(({ n }) => n))
  return {
    ...squareSize(width),
    x: percentAxis(t('chart.reliability.x'), top),
    y: percentAxis(t('chart.reliability.y'), top),
    marks: [
      Plot.line(
        [
          [0, 0],
          [top, top],
        ],
        { stroke: 'var(--reference)', strokeDasharray: '7 4' },
      ),
      Plot.line(
        before.filter(
          ({ observed, predicted }) => predicted <= top && (observed.value ?? 2) <= top,
        ),
        {
          x: 'predicted',
          y: ({ observed }: CalibrationBin) => observed.value,
          stroke: 'var(--reference)',
          strokeDasharray: '2 3',
          strokeWidth: 1.5,
        },
      ),
      Plot.ruleX(drawn, {
        x: 'predicted',
        y1: 'lower',
        y2: 'upper',
        stroke: 'var(--series)',
        strokeWidth: 2,
      }),
      Plot.line(drawn, {
        x: 'predicted',
        y: 'observed',
        stroke: 'var(--series)',
        strokeOpacity: 0.5,
      }),
      Plot.dot(drawn, {
        x: 'predicted',
        y: 'observed',
        r: ({ n }: { n: number }) => 2 + 3 * Math.sqrt(n / largest),
        fill: 'var(--series)',
      }),
    ],
    // The radius is in pixels already.
    r: { type: 'identity' },
  }
}
