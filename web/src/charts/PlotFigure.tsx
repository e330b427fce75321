import * as Plot from '@observablehq/plot'
import type { PlotOptions } from '@observablehq/plot'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import classes from './charts.module.css'

type Props = { options: (width: number) => PlotOptions; label: string }

/** Observable Plot in React: drawn anew for each width. The chart's words and numbers stand beside it. */
export function PlotFigure({ options, label }: Props) {
  const { ref: sized, width } = useElementSize<HTMLDivElement>()
  const figure = useRef<HTMLDivElement>(null)
  const ref = useMergedRef(sized, figure)
  useEffect(() => {
    const host = figure.current
    if (host === null || width === 0) return undefined
    const drawn = Plot.plot({
      ...options(width),
      width,
      ariaLabel: label,
      className: 'primum-plot',
    })
    drawn.setAttribute('role', 'img')
    // To a screen reader the chart is one picture with one name; its parts have none.
    for (const part of drawn.querySelectorAll('[aria-label], [aria-description]')) {
      part.removeAttribute('aria-label')
      part.removeAttribute('aria-description')
    }
    host.append(drawn)
    return () => drawn.remove()
  }, [options, width, label])
  return <div ref={ref} className={classes['figure']} />
}
