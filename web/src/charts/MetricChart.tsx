import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { Schemas } from '@primum/client'
import { numberWords } from '@primum/core/monitoring/verdict-words'
import { useMemo } from 'react'
import { label, t } from '../lib/messages/messages.ts'
import { PlotFigure } from './PlotFigure.tsx'

type Series = Schemas['MetricSeries']

const day = 86_400_000

/** A metric over time: interval as a band, value as a line, validation, limit and events drawn in. */
export function MetricChart({ series }: { series: Series }) {
  const options = useMemo(() => (width: number) => metricPlot(series, width), [series])
  return <PlotFigure options={options} label={series.sentence} />
}

function metricPlot(series: Series, width: number): PlotOptions {
  const { metric, points, baselineValue, limit } = series
  const drawn = points.map(({ to, estimate }) => ({
    at: new Date(`${to}T00:00:00Z`),
    value: estimate.value,
    lower: estimate.interval?.lower ?? estimate.value,
    upper: estimate.interval?.upper ?? estimate.value,
    sure: estimate.state === 'ok',
    n: estimate.n,
  }))
  // What happened just before the first window and just after the last one belongs to the picture.
  const first = Date.parse(`${points[0]?.from}T00:00:00Z`) - 3 * day
  const last = (drawn.at(-1)?.at.getTime() ?? 0) + 4 * day
  const events = series.annotations
    .map(({ at, title, kind }) => ({ at: new Date(at), title, kind }))
    .filter(({ at }) => at.getTime() >= first && at.getTime() <= last)
  // The two labels keep apart, whichever line lies higher.
  const above = (baselineValue ?? 0) >= (limit ?? 0) ? -6 : 6
  const word = (value: number) => numberWords(metric, value)
  return {
    height: 300,
    marginLeft: 64,
    marginTop: 28,
    marginRight: width > 500 ? 96 : 20,
    x: {
      type: 'utc',
      domain: [new Date(first), new Date(last)],
      label: null,
      ticks: Math.max(2, Math.floor(width / 130)),
    },
    y: { label: label('metric', metric), grid: true, nice: true, tickFormat: word, ticks: 5 },
    marks: [
      Plot.areaY(drawn, { x: 'at', y1: 'lower', y2: 'upper', fill: 'var(--band)' }),
      ...rule(baselineValue, t('monitoring.atValidation'), 'var(--reference)', '7 4', width, above),
      ...rule(limit, t('monitoring.limit'), 'var(--limit)', '2 3', width, -above),
      Plot.lineY(drawn, { x: 'at', y: 'value', stroke: 'var(--series)', strokeWidth: 2 }),
      Plot.dot(
        drawn.filter(({ sure }) => sure),
        { x: 'at', y: 'value', r: 2.5, fill: 'var(--series)' },
      ),
      // A point that rests on too few is drawn hollow: shown, but not to decide on.
      Plot.dot(
        drawn.filter(({ sure }) => !sure),
        { x: 'at', y: 'value', r: 3, stroke: 'var(--series)', fill: 'var(--mantine-color-body)' },
      ),
      Plot.ruleX(events, { x: 'at', stroke: 'var(--event)', strokeDasharray: '1 3' }),
      Plot.dot(events, {
        x: 'at',
        frameAnchor: 'top',
        dy: -8,
        r: 5,
        symbol: symbolOf,
        fill: 'var(--event)',
        title: 'title',
      }),
      Plot.tip(
        drawn,
        Plot.pointerX({
          x: 'at',
          y: 'value',
          fill: 'var(--mantine-color-body)',
          title: tipOf(word),
        }),
      ),
    ],
  }
}

type Point = {
  at: Date
  value: number | null
  lower: number | null
  upper: number | null
  n: number
}

function tipOf(word: (value: number) => string) {
  return ({ at, value, lower, upper, n }: Point) => {
    const interval = lower === null || upper === null ? '' : `\n${word(lower)} to ${word(upper)}`
    return `${at.toISOString().slice(0, 10)}\n${value === null ? '–' : word(value)}${interval}\nn = ${n}`
  }
}

function symbolOf({ kind }: { kind: string }): string {
  if (kind === 'incident') return 'diamond'
  return kind === 'alarm' ? 'triangle' : 'circle'
}

function rule(
  value: number | null,
  title: string,
  stroke: string,
  dash: string,
  width: number,
  dy: number,
) {
  if (value === null) return []
  const words = Plot.text([title], {
    x: null,
    y: value,
    text: [title],
    frameAnchor: width > 500 ? 'right' : 'left',
    dx: width > 500 ? 6 : 4,
    dy: width > 500 ? dy : -7,
    textAnchor: 'start',
    fill: stroke,
  } as Plot.TextOptions)
  return [Plot.ruleY([value], { stroke, strokeDasharray: dash, strokeWidth: 1.5 }), words]
}
