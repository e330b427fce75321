import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { asProblem } from '../../lib/use-form.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { tryPolicy } from './queries.ts'
import type { PolicyTrial as Trial, RollbackPolicy } from './queries.ts'

type Props = { aiSystemId: string; policy: RollbackPolicy }

/** What settings would have done on history, before anybody switches them on. */
export function PolicyTrial({ aiSystemId, policy }: Props) {
  const [changeAt, setChangeAt] = useState('')
  const trial = useMutation({ mutationFn: () => tryPolicy(aiSystemId, policy, changeAt) })
  return (
    <Stack gap="sm" mt="xs">
      <Text size="sm" c="dimmed">
        {t('policy.trialAbout')}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          type="date"
          label={t('policy.trialChange')}
          description={t('policy.trialChangeAbout')}
          value={changeAt}
          onChange={(event) => setChangeAt(event.currentTarget.value)}
        />
        <Button variant="default" loading={trial.isPending} onClick={() => trial.mutate()}>
          {t('policy.trial')}
        </Button>
      </Group>
      {trial.error === null ? null : (
        <ProblemAlert problem={asProblem(trial.error)} aiSystemId={aiSystemId} />
      )}
      <div aria-live="polite">
        {trial.data === undefined ? null : <Result trial={trial.data} />}
      </div>
    </Stack>
  )
}

function Result({ trial }: { trial: Trial }) {
  const { from, to, days, sentence, events, notJudged } = trial
  return (
    <Stack gap="xs">
      <Text fw={600} className="measure">
        {sentence}
      </Text>
      <Text size="sm" c="dimmed">
        {t('policy.trialSpan', { from: formatDay(from), to: formatDay(to), days })}{' '}
        {notJudged.length === 0
          ? null
          : t('policy.trialNotJudged', { versions: notJudged.join(', ') })}
      </Text>
      {events.length === 0 ? null : (
        <DataTable
          caption={t('policy.trialCaption')}
          columns={columns}
          rows={events}
          keyOf={({ day, action, version }) => `${day}-${action}-${version.id}`}
        />
      )}
    </Stack>
  )
}

type Event = Trial['events'][number]

const columns: Column<Event>[] = [
  { id: 'day', header: t('policy.trialDay'), cell: ({ day }) => formatDay(day) },
  {
    id: 'action',
    header: t('policy.trialAction'),
    cell: ({ action, carriesOut }) => (
      <>
        {t(`policy.tried.${action}`)}{' '}
        {carriesOut ? <Tag icon="clock">{t('policy.trialNobody')}</Tag> : null}
      </>
    ),
  },
  { id: 'version', header: t('policy.trialFrom'), cell: ({ version }) => version.label },
  {
    id: 'target',
    header: t('policy.trialTo'),
    cell: ({ target }) => target?.label ?? t('common.none'),
  },
  {
    id: 'why',
    header: t('policy.trialWhy'),
    cell: ({ reasons }) => (
      <Text size="sm" miw={260}>
        {reasons.map(({ message }) => message).join(' ')}
      </Text>
    ),
  },
]
