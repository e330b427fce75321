import { VisuallyHidden } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { stageStates } from './next-gate.ts'
import type { Lifecycle } from './queries.ts'
import classes from './StageLine.module.css'

/** The seven stages as a line; the present one is marked by shape and word, not by colour alone. */
export function StageLine({ stage }: { stage: Lifecycle['stage'] }) {
  return (
    <ol className={classes['line']} aria-label={t('lifecycle.stages')}>
      {stageStates(stage).map((each, index) => (
        <li
          key={each.stage}
          data-state={each.state}
          aria-current={each.state === 'now' ? 'step' : undefined}
        >
          <span className={classes['dot']}>
            {each.state === 'done' ? <Icon name="check" size={14} /> : index + 1}
          </span>
          <span>
            {label('stage', each.stage)}
            <VisuallyHidden>, {t(`lifecycle.${each.state}`)}</VisuallyHidden>
          </span>
        </li>
      ))}
    </ol>
  )
}
