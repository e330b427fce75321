import { List, Text } from '@mantine/core'
import type { ProblemReason } from '@primum/client'
import { t } from '../lib/messages/messages.ts'
import { reasonPath } from '../paths.ts'
import { Go } from './Go.tsx'

/** Reasons as a list: what, who can supply it, and the way there. */
export function ReasonList(props: { reasons: ProblemReason[]; aiSystemId?: string | undefined }) {
  return (
    <List size="sm" spacing={6}>
      {props.reasons.map((reason) => (
        <List.Item key={`${reason.code}${reason.message}`}>
          <ReasonWords reason={reason} aiSystemId={props.aiSystemId} />
        </List.Item>
      ))}
    </List>
  )
}

export function ReasonWords(props: { reason: ProblemReason; aiSystemId?: string | undefined }) {
  const { reason, aiSystemId } = props
  const { message, remedy, who, where } = reason
  return (
    <>
      <Text span size="sm">
        {message.replace(/\.?$/, '.')}{' '}
      </Text>
      {remedy === undefined ? null : (
        <Text span size="sm" c="dimmed">
          {where === undefined ? remedy : <Go to={reasonPath(where, aiSystemId)}>{remedy}</Go>}
          {remedy.endsWith('.') ? ' ' : '. '}
        </Text>
      )}
      {who === undefined ? null : (
        <Text span size="sm" c="dimmed">
          {t('reason.who', { who })}
        </Text>
      )}
    </>
  )
}
