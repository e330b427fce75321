import classes from './charts.module.css'

export type SparkRow = { name: string; values: (number | null)[]; word: string }

const [width, height] = [180, 34]

/** One small line for each name, all on one scale, with the mark from which a change is notable. */
export function SparkLines({ rows, mark }: { rows: SparkRow[]; mark: number }) {
  const highest = Math.max(2 * mark, ...rows.flatMap(({ values }) => values.map((v) => v ?? 0)))
  const y = (value: number) => height - 2 - ((height - 4) * value) / highest
  return (
    <ul className={classes['sparks']}>
      {rows.map(({ name, values, word }) => (
        <li key={name}>
          <span>{name}</span>
          <svg
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <line x1="0" x2={width} y1={y(mark)} y2={y(mark)} className={classes['sparkMark']} />
            <path d={pathOf(values, y)} className={classes['sparkLine']} />
          </svg>
          <span className="tabular">{word}</span>
        </li>
      ))}
    </ul>
  )
}

/** A week without a value leaves a gap rather than a line across it. */
function pathOf(values: readonly (number | null)[], y: (value: number) => number): string {
  const step = width / Math.max(1, values.length - 1)
  let pen = 'M'
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M'
        return ''
      }
      const part = `${pen}${(index * step).toFixed(1)},${y(value).toFixed(1)}`
      pen = 'L'
      return part
    })
    .join('')
}
