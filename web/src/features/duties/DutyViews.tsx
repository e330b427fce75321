import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import tabs from '../ai-systems/SystemTabs.module.css'
import { stayHere } from '../frameworks/stay-here.ts'
import { dutyViews, readDutyState, toView } from './duty-state.ts'
import type { DutyState } from './duty-state.ts'

/** The law with how far it is met, and each duty with who sees to it. */
export function DutyViews({ view }: Pick<DutyState, 'view'>) {
  const [, change] = useUrlState(readDutyState)
  return (
    <nav aria-label={t('duties.views')} className={tabs['tabs']}>
      <ul>
        {dutyViews.map((each) => (
          <li key={each}>
            <a
              href={`${paths.obligations}?view=${each}`}
              aria-current={view === each ? 'page' : undefined}
              onClick={stayHere(() => change(toView(each)))}
            >
              {t(`duties.view.${each}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
