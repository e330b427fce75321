import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import type { IconName } from './Icon.tsx'
import classes from './Tag.module.css'

export type Tone = 'ok' | 'warning' | 'critical' | 'info' | 'neutral'

/** A state in a word, with a sign: colour is never the only carrier. */
export function Tag(props: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  const { tone = 'neutral', icon, children } = props
  return (
    <span className={classes['tag']} data-tone={tone}>
      {icon === undefined ? null : <Icon name={icon} size={13} />}
      {children}
    </span>
  )
}
