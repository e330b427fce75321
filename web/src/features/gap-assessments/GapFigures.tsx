import { Paper } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import strip from '../statements/statements.module.css'
import { figuresOf } from './gap-lines.ts'
import type { GapAssessment } from './queries.ts'

/** What was assessed, and how far judging and planning have come. */
export function GapFigures({ assessment: { lines, framework } }: { assessment: GapAssessment }) {
  const { all, gaps, judged, carried, planned, overdue } = figuresOf(lines)
  const figures: [string, ReactNode][] = [
    [
      t('gapAssessment.gaps'),
      <>
        {t('statement.ofAll', { count: gaps, all })}
        <small>{t('gapAssessment.gapsAbout')}</small>
      </>,
    ],
    [
      t('gapAssessment.judged'),
      <>
        {t('statement.ofAll', { count: judged, all })}
        {carried === 0 ? null : <small>{t('gapAssessment.carriedOf', { count: carried })}</small>}
      </>,
    ],
    [
      t('gapAssessment.planned'),
      <>
        {t('gapAssessment.plannedOf', { count: planned, all: gaps })}
        {overdue === 0 ? null : <small>{t('gapAssessment.overdueOf', { count: overdue })}</small>}
      </>,
    ],
    [
      t('frameworks.framework'),
      <Go key="framework" to={paths.framework(framework.id)}>
        {framework.title}
      </Go>,
    ],
  ]
  return (
    <Paper component="section" aria-label={t('statement.summary')} p={{ base: 'md', sm: 'lg' }}>
      <dl className={strip['strip']}>
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
