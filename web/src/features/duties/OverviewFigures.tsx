import { Paper } from '@mantine/core'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import strip from '../statements/statements.module.css'
import { figuresOf } from './overview.ts'
import type { OverviewItem } from './queries.ts'

/** How much is to do, and how far it has come. */
export function OverviewFigures({ items }: { items: readonly OverviewItem[] }) {
  const { waiting, overdue, unowned, met, undecided, all } = figuresOf(items)
  const ofAll = t('duties.figure.metOf', { count: formatCount(met), all: formatCount(all) })
  const figures = [
    [t('duties.figure.waiting'), formatCount(waiting), t('duties.figure.waitingAbout')],
    [t('duties.figure.overdue'), formatCount(overdue), t('duties.figure.overdueAbout')],
    [t('duties.figure.unowned'), formatCount(unowned), t('duties.figure.unownedAbout')],
    [t('duties.figure.met'), ofAll, t('duties.figure.metAbout')],
    [t('duties.figure.undecided'), formatCount(undecided), t('duties.figure.undecidedAbout')],
  ]
  return (
    <Paper component="section" aria-label={t('duties.summary')} p={{ base: 'md', sm: 'lg' }}>
      <dl className={strip['strip']}>
        {figures.map(([name, value, about]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              <small>{about}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Paper>
  )
}
