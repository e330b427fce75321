import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { DecisionCurve } from '@primum/core/statistics/decision-curve'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import { decisionSentence } from './curve-sentences.ts'
import { percentTick, squareSize } from './square-plot.ts'

type Props = {
  curve: DecisionCurve
  threshold?: number
  /** Whether the values were rounded to hide small counts. */
  rounded?: boolean
  name?: string
  /** What the server says of it; else the chart says it itself. */
  sentence?: string
}

/** Whether acting on the score does more good than acting on everyone or on nobody. */
export function DecisionCurveChart(props: Props) {
  const { curve, threshold, rounded = false, name = 'decision-curve', sentence } = props
  const options = useMemo(
    () => (width: number) => decisionPlot(curve, threshold, width),
    [curve, threshold],
  )
  const numbers = curve.points.map((point) => [
    point.threshold,
    point.netBenefit?.value ?? null,
    point.netBenefit?.lower ?? null,
    point.netBenefit?.upper ?? null,
    point.treatAll,
    point.gain?.value ?? null,
  ])
  return (
    <ChartFrame
      name={name}
      caption={t('chart.decision')}
      sentence={sentence ?? decisionSentence(curve, threshold)}
      note={t('chart.decision.note') + (rounded ? t('chart.decision.rounded') : '')}
      header={[
        t('chart.decision.x'),
        t('chart.decision.netBenefit'),
        t('monitoring.lower'),
        t('monitoring.upper'),
        t('chart.decision.all'),
        t('chart.decision.gain'),
      ]}
      rows={numbers}
      shown={numbers.map((row) => row.map((cell) => (cell === null ? null : cell.toFixed(4))))}
    >
      {curve.points.length === 0 ? null : (
        <PlotFigure options={options} label={t('chart.decision')} />
      )}
    </ChartFrame>
  )
}

type Drawn = { x: number; y: number | null; lower: number | null; upper: number | null }

function decisionPlot(
  { points }: DecisionCurve,
  threshold: number | undefined,
  width: number,
): PlotOptions {
  const drawn: Drawn[] = points.map(({ threshold: x, netBenefit }) => ({
    x,
    y: scaled(netBenefit?.value),
    lower: scaled(netBenefit?.lower),
    upper: scaled(netBenefit?.upper),
  }))
  const all = points.map(({ threshold: x, treatAll }) => ({ x, y: scaled(treatAll) }))
  const top = Math.max(0.1, ...[...drawn, ...all].map(({ y }) => y ?? 0))
  // Acting on everyone falls without end; below this it only hides the rest.
  const domain = [-0.3 * top, 1.1 * top]
  const last = drawn.at(-1)?.x ?? 1
  return {
    ...squareSize(width),
    x: {
      label: t('chart.decision.x'),
      labelOffset: 38,
      domain: [0, last],
      ticks: 6,
      tickFormat: percentTick,
    },
    y: { label: t('chart.decision.y'), domain, grid: true, ticks: 5 },
    marks: [
      Plot.ruleY([0], { stroke: 'var(--reference)', strokeDasharray: '1 3', strokeWidth: 1.5 }),
      ...(threshold === undefined || threshold > last
        ? []
        : [Plot.ruleX([threshold], { stroke: 'var(--limit)', strokeDasharray: '2 3' })]),
      Plot.areaY(drawn, { x: 'x', y1: 'lower', y2: 'upper', fill: 'var(--band)', clip: true }),
      Plot.line(all, {
        x: 'x',
        y: 'y',
        stroke: 'var(--reference)',
        strokeDasharray: '7 4',
        strokeWidth: 1.5,
        clip: true,
      }),
      Plot.line(drawn, { x: 'x', y: 'y', stroke: 'var(--series)', strokeWidth: 2, clip: true }),
      ...words(drawn, all, domain[0] ?? 0, last),
    ],
  }
}

function scaled(value: number | null | undefined): number | null {
  return value == null ? null : 100 * value
}

/** The names of the three lines, at the lines. */
function words(
  drawn: Drawn[],
  all: { x: number; y: number | null }[],
  bottom: number,
  last: number,
) {
  const shared = { fill: 'currentColor', stroke: 'var(--mantine-color-body)', strokeWidth: 4 }
  const model = drawn[Math.floor(drawn.length * 0.4)]
  // Where acting on everyone leaves the picture.
  const leaves = all.findLast(({ y }) => (y ?? bottom) > bottom * 0.7)
  const at = (point: { x: number; y: number | null } | undefined, key: string, side: object) =>
    point?.y == null
      ? []
      : [Plot.text([point], { x: 'x', y: 'y', text: () => key, ...shared, ...side })]
  return [
    ...at(model, t('chart.decision.model'), { textAnchor: 'start', dx: 6, dy: -14 }),
    ...at(leaves, t('chart.decision.all'), { textAnchor: 'start', dx: 8, dy: 4 }),
    ...at({ x: last, y: 0 }, t('chart.decision.none'), { textAnchor: 'end', dy: 10 }),
  ]
}
