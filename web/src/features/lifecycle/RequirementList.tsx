import { VisuallyHidden } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { ReasonWords } from '../../ui/ReasonList.tsx'
import type { Gate } from './queries.ts'
import classes from './RequirementList.module.css'

type Props = { requirements: Gate['requirements']; aiSystemId: string }

export function RequirementList({ requirements, aiSystemId }: Props) {
  return (
    <ul className={classes['list']}>
      {requirements.map(({ id, title, met, reason }) => (
        <li key={id} data-met={met}>
          <span className={classes['sign']}>
            <Icon name={met ? 'check' : 'dash'} size={15} />
            <VisuallyHidden>{t(met ? 'lifecycle.met' : 'lifecycle.notMet')}:</VisuallyHidden>
          </span>
          <div>
            <strong>{title}</strong>
            {reason === undefined ? null : (
              <div>
                <ReasonWords reason={reason} aiSystemId={aiSystemId} />
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
