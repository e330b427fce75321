import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { refreshSystem } from '../../lib/refresh.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { GoButton } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { cancelExample, exampleQuery, startExample } from './queries.ts'
import type { ExampleLoad } from './queries.ts'

/** Loading the worked example: it takes a while, shows how far it is, and can be stopped. */
export function ExamplePanel() {
  const { data } = useQuery(exampleQuery)
  const refusal = useRefusal('examples.load')
  const start = useMutation({ mutationFn: startExample })
  const cancel = useMutation({ mutationFn: cancelExample })
  const status = data?.status ?? 'none'
  const before = useRef(status)
  useEffect(() => {
    if (before.current === 'running' && status !== 'running') void refreshSystem()
    before.current = status
  }, [status])
  const error = start.error ?? cancel.error
  return (
    <Panel title={t('welcome.exampleTitle')} about={t('welcome.exampleText')}>
      <Stack align="flex-start">
        {error === null ? null : <ProblemAlert problem={asProblem(error)} />}
        {data === undefined ? null : <Standing load={data} />}
        {status === 'running' ? (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('welcome.exampleCancel')}
          </Button>
        ) : status === 'done' ? (
          <GoButton to={paths.aiSystems}>{t('welcome.exampleOpen')}</GoButton>
        ) : (
          <ActionButton refusal={refusal} loading={start.isPending} onClick={() => start.mutate()}>
            {t('welcome.exampleStart')}
          </ActionButton>
        )}
      </Stack>
    </Panel>
  )
}

function Standing({ load }: { load: ExampleLoad }) {
  if (load.status === 'none') return null
  if (load.status === 'running') {
    const percent = Math.round(100 * load.progress)
    return (
      <Stack gap={4} w="100%">
        <Progress value={percent} size="lg" aria-label={t('welcome.exampleProgress')} />
        <Text size="sm" component="output">
          {percent} %, {load.step}
        </Text>
      </Stack>
    )
  }
  const words = {
    done: t('welcome.exampleDone'),
    failed: t('welcome.exampleFailed'),
    cancelled: t('welcome.exampleCancelled'),
  }[load.status]
  return (
    <Group gap="xs" component="output">
      <Tag
        tone={load.status === 'done' ? 'ok' : load.status === 'failed' ? 'warning' : 'neutral'}
        icon={load.status === 'done' ? 'check' : 'info'}
      >
        {words}
      </Tag>
      {load.message === null ? null : <Text size="sm">{load.message}</Text>}
    </Group>
  )
}
