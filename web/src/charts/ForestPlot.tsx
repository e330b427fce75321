import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import type { MetricName } from '@primum/core/monitoring/metric-kind'
import { numberWords } from '@primum/core/monitoring/verdict-words'
import { useMemo } from 'react'
import { label, t } from '../lib/messages/messages.ts'
import { PlotFigure } from './PlotFigure.tsx'

type Estimate = {
  value: number | null
  interval: { lower: number | null; upper: number | null } | null
  n: number
}
/** `note` stands where an estimate cannot: too few, or not computable. */
type Row = { group: string; overall: boolean; estimate: Estimate; note?: string }

/** Each group's estimate and interval side by side; everyone on top, with a line down from it. */
export function ForestPlot({ rows, metric }: { rows: Row[]; metric: MetricName }) {
  const options = useMemo(() => (width: number) => forest(rows, metric, width), [rows, metric])
  return (
    <PlotFigure
      options={options}
      label={`${t('monitoring.subgroups')}: ${label('metric', metric)}`}
    />
  )
}

function forest(rows: Row[], metric: MetricName, width: number): PlotOptions {
  const shown = rows.filter(({ estimate }) => estimate.value !== null)
  const overall = rows.find((row) => row.overall)?.estimate.value ?? null
  const marginLeft = Math.min(200, Math.max(110, width * 0.26))
  const value = ({ estimate }: Row) => estimate.value
  const y = ({ group }: Row) => group
  return {
    height: 72 + 30 * rows.length,
    marginLeft,
    marginRight: 90,
    marginBottom: 44,
    x: {
      grid: true,
      label: label('metric', metric),
      labelOffset: 38,
      tickFormat: (each: number) => numberWords(metric, each),
      ticks: Math.max(3, Math.floor(width / 140)),
    },
    y: { domain: rows.map(({ group }) => group), label: null, tickSize: 0 },
    marks: [
      ...(overall === null
        ? []
        : [Plot.ruleX([overall], { stroke: 'var(--reference)', strokeDasharray: '7 4' })]),
      Plot.ruleY(shown, {
        y,
        x1: ({ estimate }: Row) => estimate.interval?.lower ?? estimate.value,
        x2: ({ estimate }: Row) => estimate.interval?.upper ?? estimate.value,
        stroke: 'var(--series)',
        strokeWidth: 2,
      }),
      Plot.dot(shown, {
        x: value,
        y,
        r: 4.5,
        symbol: (row: Row) => (row.overall ? 'diamond' : 'square'),
        fill: 'var(--series)',
      }),
      Plot.text(rows, {
        y,
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        text: ({ estimate }: Row) => (estimate.value === null ? '–' : `n = ${estimate.n}`),
        fill: 'currentColor',
      }),
      Plot.text(
        rows.filter(({ estimate }) => estimate.value === null),
        {
          y,
          frameAnchor: 'left',
          dx: 6,
          textAnchor: 'start',
          fontStyle: 'italic',
          text: ({ note }: Row) => note ?? '',
          fill: 'var(--reference)',
        },
      ),
    ],
  }
}
