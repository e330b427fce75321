import type { ReactNode } from 'react'
import { Text } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'
import classes from './Facts.module.css'

export type Fact = [name: string, value: ReactNode]

/** Names and values; what is not known says so. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  )
}

function FactRow({ name, value }: { name: string; value: ReactNode }) {
  const empty = value === null || value === undefined || value === ''
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {empty ? (
          <Text span c="dimmed" fs="italic">
            {t('common.notStated')}
          </Text>
        ) : (
          value
        )}
      </dd>
    </>
  )
}
