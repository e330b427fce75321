import type { ReactNode } from 'react'
import { useLocation } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { useGo } from '../../ui/Go.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import tabs from '../ai-systems/SystemTabs.module.css'

const pages: { title: MessageKey; to: string }[] = [
  { title: 'settings.organization.title', to: paths.organization },
  { title: 'settings.sites.title', to: paths.sites },
  { title: 'settings.members.title', to: paths.members },
  { title: 'settings.keys.title', to: paths.keys },
  { title: 'account.title', to: paths.account },
]

type Props = { title: string; purpose: string; actions?: ReactNode; children: ReactNode }

/** A page of the settings, with the way to the others. */
export function SettingsFrame({ title, purpose, actions, children }: Props) {
  const { pathname } = useLocation()
  return (
    <>
      <PageHeader title={title} purpose={purpose} guide="settings" actions={actions} />
      <nav
        aria-label={t('layout.settings')}
        className={tabs['tabs']}
        style={{ marginBottom: '1.25rem' }}
      >
        <ul>
          {pages.map((page) => (
            <li key={page.to}>
              <SettingsLink to={page.to} title={t(page.title)} current={pathname === page.to} />
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </>
  )
}

function SettingsLink({ to, title, current }: { to: string; title: string; current: boolean }) {
  return (
    <a aria-current={current ? 'page' : undefined} {...useGo(to)}>
      {title}
    </a>
  )
}
