import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import classes from './validation.module.css'

export const validationSteps = ['protocol', 'data', 'run', 'result'] as const
export type ValidationStep = (typeof validationSteps)[number]

/** Where on the way one is: protocol, data, run, signed result. */
export function ValidationSteps({ now, done = false }: { now: ValidationStep; done?: boolean }) {
  const here = validationSteps.indexOf(now)
  return (
    <nav aria-label={t('validation.steps')}>
      <ol className={classes['steps']}>
        {validationSteps.map((step, index) => {
          const behind = index < here || (done && index === here)
          return (
            <li
              key={step}
              data-state={behind ? 'done' : index === here ? 'now' : 'ahead'}
              aria-current={index === here ? 'step' : undefined}
            >
              {behind ? <Icon name="check" size={14} /> : null}
              {t(`validation.step.${step}`, { number: index + 1 })}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
