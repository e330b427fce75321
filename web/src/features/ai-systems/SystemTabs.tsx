import { useLocation } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { useGo } from '../../ui/Go.tsx'
import classes from './SystemTabs.module.css'

const tabs: { title: MessageKey; to: (id: string) => string }[] = [
  { title: 'aiSystem.tab.overview', to: paths.aiSystem },
  { title: 'aiSystem.tab.risk', to: paths.riskAndImpact },
  { title: 'aiSystem.tab.lifecycle', to: paths.lifecycle },
  { title: 'aiSystem.tab.versions', to: paths.versions },
  { title: 'aiSystem.tab.monitoring', to: paths.monitoring },
  { title: 'aiSystem.tab.incidents', to: paths.systemIncidents },
  { title: 'aiSystem.tab.history', to: paths.history },
]

/** Each tab is an address, so these are links and not tabs of one page. */
export function SystemTabs({ id }: { id: string }) {
  return (
    <nav aria-label={t('aiSystem.tabs')} className={classes['tabs']}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.title}>
            <Tab to={tab.to(id)} title={t(tab.title)} exact={tab.to === paths.aiSystem} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Tab({ to, title, exact }: { to: string; title: string; exact: boolean }) {
  const { pathname } = useLocation()
  const here = pathname === to || pathname === `${to}/`
  const current = here ? 'page' : !exact && pathname.startsWith(`${to}/`) ? 'true' : undefined
  return (
    <a aria-current={current} {...useGo(to)}>
      {title}
    </a>
  )
}
