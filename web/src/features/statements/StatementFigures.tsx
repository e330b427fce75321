import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import type { Statement } from './queries.ts'
import { isGap } from './statement-lines.ts'
import classes from './statements.module.css'

/** How far the statement and what it is about have come, in five numbers. */
export function StatementFigures({ statement: { lines, counts } }: { statement: Statement }) {
  const all = lines.length
  const figures: [string, ReactNode][] = [
    [
      t('statement.decided'),
      t('statement.ofAll', { count: counts.applicable + counts.excluded, all }),
    ],
    [t('statement.applicable'), counts.applicable],
    [t('statement.excluded'), counts.excluded],
    [
      t('statement.implemented'),
      t('statement.implementedOf', { count: counts.implemented, all: counts.applicable }),
    ],
    [
      t('statement.gaps'),
      <>
        {lines.filter(isGap).length}
        <small>{t('statement.gapsAbout')}</small>
      </>,
    ],
  ]
  return (
    <Paper component="section" aria-label={t('statement.summary')} p={{ base: 'md', sm: 'lg' }}>
      <dl className={classes['strip']}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Paper>
  )
}
