import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { ScoreHistogram as Histogram } from '@primum/core/evaluation/evaluation-report'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import { scoresSentence } from './curve-sentences.ts'
import { percentTick, squareSize } from './square-plot.ts'

type Props = { scores: Histogram; threshold?: number; name?: string }

/** How the scores of people with and without the outcome are spread, back to back. */
export function ScoreHistogram({ scores, threshold, name = 'scores' }: Props) {
  const options = useMemo(
    () => (width: number) => scorePlot(scores, threshold, width),
    [scores, threshold],
  )
  const cells = cellsOf(scores)
  const numbers = cells.map(({ from, to, positives, negatives }) => [
    Number(from.toPrecision(6)),
    Number(to.toPrecision(6)),
    positives,
    negatives,
  ])
  return (
    <ChartFrame
      name={name}
      caption={t('chart.scores')}
      sentence={scoresSentence(scores)}
      note={t('chart.scores.note')}
      header={[
        t('chart.scores.from'),
        t('chart.scores.to'),
        t('chart.scores.with'),
        t('chart.scores.without'),
      ]}
      rows={numbers}
      shown={numbers}
    >
      {cells.length === 0 ? null : <PlotFigure options={options} label={t('chart.scores')} />}
    </ChartFrame>
  )
}

type Cell = { from: number; to: number; positives: number; negatives: number }

function cellsOf({ from, to, positives, negatives }: Histogram): Cell[] {
  const width = (to - from) / Math.max(1, positives.length)
  return positives.map((count, index) => ({
    from: from + index * width,
    to: from + (index + 1) * width,
    positives: count,
    negatives: negatives[index] ?? 0,
  }))
}

function scorePlot(scores: Histogram, threshold: number | undefined, width: number): PlotOptions {
  const cells = cellsOf(scores)
  const total = (counts: number[]) =>
    Math.max(
      1,
      counts.reduce((sum, count) => sum + count, 0),
    )
  const [withOutcome, without] = [total(scores.positives), total(scores.negatives)]
  const bar = (fill: string, height: (cell: Cell) => number) =>
    Plot.rectY(cells, { x1: 'from', x2: 'to', y: height, fill, inset: 0.4 })
  const name = (
    key: 'chart.scores.with' | 'chart.scores.without',
    frameAnchor: 'top-right' | 'bottom-right',
    dy: number,
  ) =>
    Plot.text([t(key)], { frameAnchor, dy, text: (words: string) => words, fill: 'currentColor' })
  return {
    ...squareSize(width),
    x: { label: t('chart.scores.x'), labelOffset: 38, ticks: 6 },
    y: {
      label: t('chart.scores.y'),
      grid: true,
      ticks: 6,
      nice: true,
      // Downwards is a direction here, not a negative share.
      tickFormat: (share: number) => percentTick(Math.abs(share)),
    },
    marks: [
      bar('var(--series)', ({ positives }) => positives / withOutcome),
      bar('var(--muted)', ({ negatives }) => -negatives / without),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      ...(threshold === undefined
        ? []
        : [
            Plot.ruleX([threshold], {
              stroke: 'var(--limit)',
              strokeDasharray: '7 4',
              strokeWidth: 1.5,
            }),
          ]),
      name('chart.scores.with', 'top-right', 12),
      name('chart.scores.without', 'bottom-right', -12),
    ],
  }
}
