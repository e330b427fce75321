import * as Plot from '@observablehq/plot'
import { useMemo } from 'react'
import { t } from '../lib/messages/messages.ts'
import { PlotFigure } from './PlotFigure.tsx'

type Day = { day: string; predictions: number; labelled: number }

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
          days.map(({ day, predictions }) => ({ at: new Date(`${day}T00:00:00Z`), predictions })),
          {
            x: 'at',
            y: 'predictions',
            interval: 'day' as const,
            fill: 'var(--series)',
            inset: 0.2,
          },
        ),
      ],
    }),
    [days],
  )
  return <PlotFigure options={options} label={t('aiSystem.predictionsADay')} />
}
