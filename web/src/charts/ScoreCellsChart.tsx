import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import { squareSize } from './square-plot.ts'

type Cell = { from: number; to: number; positives: number; negatives: number }
type Props = { cells: Cell[]; threshold: number; sentence: string; name: string }

/** Scores by outcome in cells of unequal width: areas, not heights, stand for people. */
export function ScoreCellsChart({ cells, threshold, sentence, name }: Props) {
  const options = useMemo(
    () => (width: number) => cellsPlot(cells, threshold, width),
    [cells, threshold],
  )
  const digits = (value: number) => Number(value.toPrecision(4))
  const numbers = cells.map(({ from, to, positives, negatives }) => [
    ...[digits(from), digits(to)],
    ...[positives, negatives],
  ])
  return (
    <ChartFrame
      name={name}
      caption={t('curves.scores')}
      sentence={sentence}
      note={t('curves.scores.note')}
      header={[
        t('chart.scores.from'),
        t('chart.scores.to'),
        t('chart.scores.with'),
        t('chart.scores.without'),
      ]}
      rows={numbers}
      shown={numbers}
    >
      <PlotFigure options={options} label={t('curves.scores')} />
    </ChartFrame>
  )
}

function cellsPlot(cells: Cell[], threshold: number, width: number): PlotOptions {
  const total = (of: 'positives' | 'negatives') =>
    Math.max(
      1,
      cells.reduce((sum, cell) => sum + cell[of], 0),
    )
  const [positives, negatives] = [total('positives'), total('negatives')]
  const density = (of: 'positives' | 'negatives', all: number, sign: 1 | -1) => (cell: Cell) =>
    (sign * cell[of]) / all / Math.max(1e-9, cell.to - cell.from)
  const bar = (fill: string, height: (cell: Cell) => number) =>
    Plot.rectY(cells, { x1: 'from', x2: 'to', y1: 0, y2: height, fill, inset: 0.3 })
  const name = (words: string, frameAnchor: 'top-right' | 'bottom-right') =>
    Plot.text([words], {
      frameAnchor,
      dy: frameAnchor === 'top-right' ? 6 : -6,
      text: (each: string) => each,
      fill: 'currentColor',
    })
  return {
    ...squareSize(width),
    x: { label: t('chart.scores.x'), labelOffset: 38, ticks: 6 },
    y: { label: t('curves.scores.density'), ticks: 0 },
    marks: [
      bar('var(--series)', density('positives', positives, 1)),
      bar('var(--muted)', density('negatives', negatives, -1)),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      Plot.ruleX([threshold], {
        stroke: 'var(--limit)',
        strokeDasharray: '7 4',
        strokeWidth: 1.5,
      }),
      name(t('chart.scores.with'), 'top-right'),
      name(t('chart.scores.without'), 'bottom-right'),
    ],
  }
}
