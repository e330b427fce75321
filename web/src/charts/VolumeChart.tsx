import * as Plot from '@observablehq/plot'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { PlotFigure } from './PlotFigure.tsx'

/** A day of 1 to 10 predictions is hidden: null. */
type Day = { day: string; predictions: number | null }

/** No less than what is hidden could be, and drawn apart from what is counted. */
const mostHidden = 10

const bar = { x: 'at', interval: 'day' as const, inset: 0.2 }

function dayAt(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** How many predictions a day brought. */
export function VolumeChart({ days }: { days: Day[] }) {
  const options = useMemo(
    () => () => ({
      height: 110,
      marginLeft: 46,
      marginTop: 10,
      x: { type: 'utc' as const, label: null, ticks: 4 },
      y: { label: null, ticks: 3, grid: true },
      marks: [
        Plot.rectY(
          days
            .filter(({ predictions }) => predictions !== null)
            .map(({ day, predictions }) => ({ at: dayAt(day), predictions })),
          { ...bar, y: 'predictions', fill: 'var(--series)' },
        ),
        Plot.rectY(
          days
            .filter(({ predictions }) => predictions === null)
            .map(({ day }) => ({ at: dayAt(day) })),
          { ...bar, y: mostHidden, fill: 'none', stroke: 'var(--series)', strokeDasharray: '2 2' },
        ),
      ],
    }),
    [days],
  )
  return <PlotFigure options={options} label={t('aiSystem.predictionsADay')} />
}
