import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { BoundedValue } from '@primum/core/statistics/bounded-value'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import type { MessageKey } from '../lib/messages/messages.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { PlotFigure } from './PlotFigure.tsx'
import { percentAxis, percentTick, squareSize } from './square-plot.ts'

type Point = {
  threshold: number
  sensitivity: BoundedValue | null
  positivePredictiveValue: BoundedValue | null
  flagRate: BoundedValue | null
  numberNeededToEvaluate: BoundedValue | null
}
type Rate = 'sensitivity' | 'positivePredictiveValue' | 'flagRate'
type Props = { points: Point[]; threshold: number; sentence: string; name: string }

/** `at`: where along the thresholds the name of the line stands. */
const rates: {
  rate: Rate
  title: MessageKey
  colour: string
  dash: string
  at: number
  side: 'start' | 'end'
}[] = [
  {
    rate: 'sensitivity',
    title: 'curves.thresholds.found',
    colour: 'var(--series)',
    dash: '',
    at: 0.16,
    side: 'start',
  },
  {
    rate: 'positivePredictiveValue',
    title: 'curves.thresholds.true',
    colour: 'var(--event)',
    dash: '7 4',
    at: 0.97,
    side: 'end',
  },
  {
    rate: 'flagRate',
    title: 'curves.thresholds.flagged',
    colour: 'var(--reference)',
    dash: '2 3',
    at: 0.62,
    side: 'start',
  },
]

/** What each threshold would mean: whom it finds, how often it is right, how much work it makes. */
export function ThresholdChart({ points, threshold, sentence, name }: Props) {
  const options = useMemo(
    () => (width: number) => thresholdPlot(points, threshold, width),
    [points, threshold],
  )
  const word = (value: BoundedValue | null) =>
    value === null
      ? '–'
      : `${percentTick(value.value)} (${bound(value.lower)} to ${bound(value.upper)})`
  return (
    <ChartFrame
      name={name}
      caption={t('curves.thresholds')}
      sentence={sentence}
      note={t('curves.thresholds.note')}
      header={[
        t('curves.thresholds.x'),
        ...rates.flatMap(({ title }) => [
          t(title),
          `${t(title)}: ${t('monitoring.lower')}`,
          `${t(title)}: ${t('monitoring.upper')}`,
        ]),
        t('curves.evaluated'),
      ]}
      shownHeader={[
        t('curves.thresholds.x'),
        ...rates.map(({ title }) => t(title)),
        t('curves.evaluated'),
      ]}
      rows={points.map((point) => [
        point.threshold,
        ...rates.flatMap(({ rate }) => [
          point[rate]?.value ?? null,
          point[rate]?.lower ?? null,
          point[rate]?.upper ?? null,
        ]),
        point.numberNeededToEvaluate?.value ?? null,
      ])}
      shown={points.map((point) => [
        Number(point.threshold.toPrecision(4)),
        ...rates.map(({ rate }) => word(point[rate])),
        point.numberNeededToEvaluate?.value.toFixed(1) ?? '–',
      ])}
    >
      <PlotFigure options={options} label={t('curves.thresholds')} />
    </ChartFrame>
  )
}

function bound(value: number | null): string {
  return value === null ? '…' : percentTick(value)
}

function thresholdPlot(points: Point[], threshold: number, width: number): PlotOptions {
  const last = points.at(-1)?.threshold ?? 1
  const lines = rates.map((each) => {
    const drawn = points.flatMap(({ threshold: x, ...point }) => {
      const value = point[each.rate]
      return value === null ? [] : [{ x, ...value }]
    })
    return { ...each, drawn, named: drawn.findLast(({ x }) => x <= each.at * last) }
  })
  return {
    ...squareSize(width),
    x: { label: t('curves.thresholds.x'), labelOffset: 38, domain: [0, last], ticks: 6 },
    y: percentAxis(t('curves.thresholds.y')),
    marks: [
      Plot.ruleX([threshold], { stroke: 'var(--limit)', strokeDasharray: '7 4', strokeWidth: 1.5 }),
      ...lines.flatMap(({ drawn, colour, dash, title, named, side }) => [
        Plot.areaY(drawn, { x: 'x', y1: 'lower', y2: 'upper', fill: colour, fillOpacity: 0.15 }),
        Plot.line(drawn, {
          x: 'x',
          y: 'value',
          stroke: colour,
          strokeWidth: 2,
          ...(dash === '' ? {} : { strokeDasharray: dash }),
        }),
        ...(named === undefined
          ? []
          : [
              Plot.text([named], {
                x: 'x',
                y: 'value',
                text: () => t(title),
                textAnchor: side,
                dx: side === 'start' ? 8 : 0,
                dy: side === 'start' ? -8 : -16,
                fill: 'currentColor',
                stroke: 'var(--mantine-color-body)',
                strokeWidth: 4,
              }),
            ]),
      ]),
    ],
  }
}
