import type { Schemas } from '@primum/client'
import { label, t } from '../lib/messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'
import classes from './charts.module.css'

type Feature = Schemas['Drift']['features'][number]

/** Each input's stability index as a bar; the dotted mark is what chance alone explains. */
export function DriftBars({ features }: { features: Feature[] }) {
  const scale = Math.max(
    0.3,
    ...features.map(({ psi, critical }) => Math.max(psi ?? 0, critical ?? 0)),
  )
  const percent = (value: number) => `${Math.min(100, (100 * value) / scale)}%`
  return (
    <ul className={classes['bars']}>
      {features.map(({ feature, psi, critical, level }) => (
        <li key={feature} data-level={level ?? 'none'}>
          <span>{feature}</span>
          <div className={classes['track']} aria-hidden="true">
            <div className={classes['bar']} style={{ width: percent(psi ?? 0) }} />
            {critical === null ? null : (
              <div className={classes['noise']} style={{ left: percent(critical) }} />
            )}
          </div>
          <span className="tabular">{psi === null ? '–' : psi.toFixed(3)}</span>
          <span>
            <Tag
              tone={level === null || level === 'none' ? 'neutral' : 'warning'}
              icon={level === null ? 'question' : level === 'none' ? 'check' : 'warning'}
            >
              {level === null ? t('state.undefined') : label('drift', level)}
            </Tag>
          </span>
        </li>
      ))}
    </ul>
  )
}
