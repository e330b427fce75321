import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import tabs from '../ai-systems/SystemTabs.module.css'
import { readFrameworkState } from './framework-state.ts'
import { stayHere } from './stay-here.ts'

/** Each view is an address, so these are links. */
export function FrameworkTabs({ id }: { id: string }) {
  const [{ view }, change] = useUrlState(readFrameworkState)
  const hidden = useRefusal('controls.read') !== null
  const views = [
    { to: undefined, href: paths.framework(id), title: t('framework.tab.requirements') },
    {
      to: 'compare' as const,
      href: `${paths.framework(id)}?view=compare`,
      title: t('framework.tab.compare'),
    },
    ...(hidden
      ? []
      : [
          {
            to: 'coverage' as const,
            href: `${paths.framework(id)}?view=coverage`,
            title: t('framework.tab.coverage'),
          },
        ]),
  ]
  return (
    <nav aria-label={t('framework.tabs')} className={tabs['tabs']}>
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
