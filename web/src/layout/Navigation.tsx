import { AppShell } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { t } from '../lib/messages/messages.ts'
import type { MessageKey } from '../lib/messages/messages.ts'
import { paths } from '../paths.ts'
import { useGo } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { IconName } from '../ui/Icon.tsx'
import classes from './AppFrame.module.css'

type Item = { to: string; title: MessageKey; icon: IconName; under?: string }

const groups: { title: MessageKey; items: Item[] }[] = [
  {
    title: 'layout.work',
    items: [
      { to: paths.worklist, title: 'layout.worklist', icon: 'inbox' },
      { to: paths.incidents, title: 'layout.incidents', icon: 'alert', under: '/incidents' },
      { to: paths.findings, title: 'findings.title', icon: 'wrench', under: '/findings' },
    ],
  },
  {
    title: 'layout.ai',
    items: [
      { to: paths.aiSystems, title: 'layout.aiSystems', icon: 'chip', under: '/ai-systems' },
      { to: paths.fleet, title: 'layout.fleet', icon: 'pulse', under: '/monitoring' },
    ],
  },
  {
    title: 'layout.programme',
    items: [
      { to: paths.frameworks, title: 'frameworks.title', icon: 'scales', under: '/frameworks' },
      {
        to: paths.contentReleases,
        title: 'contentReleases.title',
        icon: 'stack',
        under: '/content-releases',
      },
      { to: paths.controls, title: 'controls.title', icon: 'shield', under: '/controls' },
      {
        to: paths.statements,
        title: 'statements.title',
        icon: 'checklist',
        under: '/statements',
      },
      {
        to: paths.gapAssessments,
        title: 'gapAssessments.title',
        icon: 'half',
        under: '/gap-assessments',
      },
      { to: paths.obligations, title: 'duties.title', icon: 'flag', under: '/obligations' },
      { to: paths.evidence, title: 'evidence.title', icon: 'file', under: '/evidence' },
      {
        to: paths.lawCalendar,
        title: 'lawCalendar.title',
        icon: 'clock',
        under: '/law-calendar',
      },
      { to: paths.ledger, title: 'layout.ledger', icon: 'chain', under: '/ledger' },
      { to: paths.organization, title: 'layout.settings', icon: 'gear', under: '/settings' },
      { to: paths.guide, title: 'layout.guide', icon: 'book', under: '/guide' },
    ],
  },
]

export function Navigation() {
  return (
    <AppShell.Navbar component="nav" aria-label={t('layout.navigation')}>
      <div className={classes['nav']}>
        {groups.map((group) => (
          <div key={group.title} className={classes['group']}>
            <h2>{t(group.title)}</h2>
            <ul>
              {group.items.map((item) => (
                <li key={item.to}>
                  <NavigationLink item={item} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </AppShell.Navbar>
  )
}

function NavigationLink({ item }: { item: Item }) {
  const { pathname } = useLocation()
  const within = item.under !== undefined && `${pathname}/`.startsWith(`${item.under}/`)
  const current = pathname === item.to ? 'page' : within ? 'true' : undefined
  return (
    <a className={classes['link']} aria-current={current} {...useGo(item.to)}>
      <Icon name={item.icon} size={18} />
      {t(item.title)}
    </a>
  )
}
