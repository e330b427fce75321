import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { useGo } from '../../ui/Go.tsx'
import classes from './SystemTabs.module.css'

type TabItem = { title: MessageKey; purpose: MessageKey; guide: string; to: (id: string) => string }

const tabs: TabItem[] = [
  {
    title: 'aiSystem.tab.overview',
    purpose: 'aiSystem.overviewPurpose',
    guide: 'ai-systems',
    to: paths.aiSystem,
  },
  {
    title: 'aiSystem.tab.risk',
    purpose: 'risk.purpose',
    guide: 'risk-and-impact',
    to: paths.riskAndImpact,
  },
  {
    title: 'aiSystem.tab.lifecycle',
    purpose: 'lifecycle.purpose',
    guide: 'lifecycle',
    to: paths.lifecycle,
  },
  {
    title: 'aiSystem.tab.versions',
    purpose: 'versions.purpose',
    guide: 'versions',
    to: paths.versions,
  },
  {
    title: 'aiSystem.tab.validation',
    purpose: 'validation.purpose',
    guide: 'validation',
    to: paths.validation,
  },
  {
    title: 'aiSystem.tab.monitoring',
    purpose: 'monitoring.purpose',
    guide: 'monitoring',
    to: paths.monitoring,
  },
  {
    title: 'aiSystem.tab.incidents',
    purpose: 'incidents.systemPurpose',
    guide: 'incidents',
    to: paths.systemIncidents,
  },
  {
    title: 'aiSystem.tab.law',
    purpose: 'law.purpose',
    guide: 'law',
    to: paths.law,
  },
  {
    title: 'aiSystem.tab.history',
    purpose: 'aiSystem.historyPurpose',
    guide: 'ledger',
    to: paths.history,
  },
]

/** What the part of the workspace at this address is for. */
export function purposeOf(id: string, pathname: string): { purpose: string; guide: string } {
  const here = tabs.slice(1).find(({ to }) => `${pathname}/`.startsWith(`${to(id)}/`)) ?? tabs[0]
  return { purpose: t(here?.purpose ?? 'aiSystem.overviewPurpose'), guide: here?.guide ?? '' }
}

/** Each tab is an address, so these are links and not tabs of one page. */
export function SystemTabs({ id }: { id: string }) {
  const bar = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    // On a narrow screen the tab one stands on may lie beyond the edge.
    const here = bar.current?.querySelector<HTMLElement>('[aria-current]')
    if (here && bar.current) bar.current.scrollLeft = here.offsetLeft - bar.current.offsetLeft - 48
  }, [pathname])
  return (
    <nav ref={bar} aria-label={t('aiSystem.tabs')} className={classes['tabs']}>
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
