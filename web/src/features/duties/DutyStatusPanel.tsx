import { Alert, Group, List, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatDay, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { dayWords, dueWords } from './duty-words.ts'
import { DutyOwner } from './DutyOwner.tsx'
import { DutyOverdueTag, DutyStatusTag } from './DutyTags.tsx'
import type { Duty } from './queries.ts'

/** Where it stands and why, and what stands in its way. */
export function DutyStatusPanel({ duty }: { duty: Duty }) {
  const { status, reason, overdue, state, stateSince, arisenAt, setAside, lookAgain } = duty
  // Their reason stands in a note of its own.
  const isTold = status === 'set-aside' || status === 'look-again'
  const forbids = duty.prohibits && state !== 'exempt' && state !== 'ended'
  const words = {
    ...{ state: stateWords(state), day: formatDay(stateSince) },
  }
  return (
    <Panel title={t('duty.status')}>
      <div>
        <Group gap="xs" mb={4}>
          <DutyStatusTag status={status} />
          <Text span>{dueWords(duty)}</Text>
          <DutyOverdueTag overdue={overdue} />
        </Group>
        {isTold ? null : <Text className="measure">{withDays(reason)}</Text>}
      </div>
      {forbids ? (
        <Note title={t(state === 'may-apply' ? 'duty.mayProhibitTitle' : 'duty.prohibitionTitle')}>
          <Text size="sm">{t('duty.prohibitionText')}</Text>
          <Group gap="md">
            <Go size="sm" to={paths.lifecycle(duty.aiSystem.id)}>
              {t('duty.gates')}
            </Go>
            <Go size="sm" to={paths.law(duty.aiSystem.id)}>
              {t('duty.facts')}
            </Go>
          </Group>
        </Note>
      ) : null}
      {lookAgain === null ? null : (
        <Note title={t('duty.lookAgainTitle')}>
          <LookAgainLines because={lookAgain.because} />
          <Text size="sm" c="dimmed">
            {t('duty.lookAgainSince', { at: formatTime(lookAgain.at) })}
          </Text>
        </Note>
      )}
      {setAside === null ? null : (
        <Note title={t('duty.setAsideTitle')} quiet>
          <Text size="sm" className="prewrap">
            {setAside.reason}
          </Text>
          <Text size="sm" c="dimmed">
            {t('duty.setAsideBy', { name: setAside.by.name, at: formatTime(setAside.at) })}
          </Text>
        </Note>
      )}
      <Facts
        facts={[
          [t('duties.owner'), <DutyOwner key="owner" owner={duty.owner} />],
          [t('duties.dueKind'), dayWords(duty)],
          [t('duty.state'), t('duty.stateSince', words)],
          [t('duty.arisen'), formatDay(arisenAt)],
        ]}
      />
    </Panel>
  )
}

function stateWords(state: Duty['state']): string {
  return state === 'ended' ? t('duty.dutyState.ended') : label('obligationState', state)
}

/** What changed since it was done. */
export function LookAgainLines({ because }: { because: readonly string[] }) {
  return (
    <List size="sm" spacing={4}>
      {because.map((line) => (
        <List.Item key={line}>{withDays(line)}</List.Item>
      ))}
    </List>
  )
}

function Note(props: { title: string; quiet?: boolean; children: ReactNode }) {
  const tone = props.quiet ? 'var(--tone-neutral)' : 'var(--tone-warning)'
  return (
    <Alert
      color={props.quiet ? 'gray' : 'orange'}
      variant="outline"
      icon={<Icon name={props.quiet ? 'pause' : 'warning'} size={18} />}
      title={props.title}
      styles={{
        label: { color: tone },
        icon: { color: tone },
        ...(props.quiet ? { root: { borderColor: 'var(--line)' } } : {}),
      }}
    >
      <Stack gap="xs">{props.children}</Stack>
    </Alert>
  )
}
