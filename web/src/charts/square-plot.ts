import * as Plot from '@observablehq/plot'
import type { PlotOptions, ScaleOptions } from '@observablehq/plot'
import { t } from '../lib/messages/messages.ts'

/** What the charts of shares against shares have in common. */
export function squareSize(width: number): PlotOptions {
  return {
    height: Math.min(380, Math.max(260, width * 0.8)),
    marginLeft: 56,
    marginRight: 20,
    marginTop: 28,
    marginBottom: 44,
  }
}

/** From 0 to 100 %, or to what the data need. */
export function percentAxis(label: string, to = 1): ScaleOptions {
  return { label, labelOffset: 38, domain: [0, to], grid: true, ticks: 5, tickFormat: percentTick }
}

export function percentTick(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`
}

/** A ringed mark with its threshold beside it: on the curve, and read without colour. */
export function operatingMarks(
  points: { x: number; y: number; threshold: number }[],
  side: 'below' | 'above' = 'below',
) {
  // Beside the mark, on the side where there is room.
  const left = (points[0]?.x ?? 0) > 0.7
  return [
    Plot.dot(points, {
      x: 'x',
      y: 'y',
      r: 5.5,
      symbol: 'diamond',
      fill: 'var(--limit)',
      stroke: 'var(--mantine-color-body)',
      strokeWidth: 1.5,
    }),
    Plot.text(points, {
      x: 'x',
      y: 'y',
      dx: left && side === 'below' ? -10 : 10,
      textAnchor: left && side === 'below' ? ('end' as const) : ('start' as const),
      dy: left || side === 'above' ? -10 : 10,
      text: ({ threshold }: { threshold: number }) => t('chart.atThreshold', { threshold }),
      fill: 'currentColor',
      stroke: 'var(--mantine-color-body)',
      strokeWidth: 4,
    }),
  ]
}
