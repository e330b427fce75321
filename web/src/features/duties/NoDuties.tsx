import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { aiSystemsQuery } from '../ai-systems/queries.ts'

/** Nothing is asked: because there is no AI system, or by what is known of them. */
export function NoDuties() {
  const query = useQuery(aiSystemsQuery({ limit: 1 }))
  return (
    <Loaded query={query} height={120}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyNote title={t('duties.noSystemTitle')} text={t('duties.noSystemText')}>
            <GoButton to={paths.registerAiSystem} variant="light">
              {t('duties.noSystemAction')}
            </GoButton>
          </EmptyNote>
        ) : (
          <EmptyNote title={t('duties.noneTitle')} text={t('duties.noneText')}>
            <GoButton to={paths.organization} variant="light">
              {t('duties.noneAction')}
            </GoButton>
          </EmptyNote>
        )
      }
    </Loaded>
  )
}
