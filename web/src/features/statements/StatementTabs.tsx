import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import tabs from '../ai-systems/SystemTabs.module.css'
import { stayHere } from '../frameworks/stay-here.ts'
import { readStatementState } from './statement-state.ts'

/** The statement itself, and what it says otherwise than the one before. */
export function StatementTabs({ id, previous }: { id: string; previous: number }) {
  const [{ view }, change] = useUrlState(readStatementState)
  const views = [
    { to: undefined, href: paths.statement(id), title: t('statement.view.controls') },
    {
      to: 'changes' as const,
      href: `${paths.statement(id)}?view=changes`,
      title: t('statement.view.changes', { number: previous }),
    },
  ]
  return (
    <nav aria-label={t('statement.views')} className={tabs['tabs']}>
      <ul>
        {views.map(({ to, href, title }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={view === to ? 'page' : undefined}
              onClick={stayHere(() => change({ view: to }))}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
