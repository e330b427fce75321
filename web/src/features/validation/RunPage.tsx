import { Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { asProblem } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { cancelRun, isUnderWay, reportCsvPath, runQuery } from './queries.ts'
import type { Run } from './queries.ts'
import { ProblemTable } from './ProblemTable.tsx'
import { RunReport } from './RunReport.tsx'
import { dataWords, RunTag } from './RunsPanel.tsx'
import { SignRunAction } from './SignRunAction.tsx'
import { ValidationSteps } from './ValidationSteps.tsx'

/** A run: how far it is, why it failed, or its report. */
export function RunPage() {
  const query = useQuery(runQuery(usePathPart('runId')))
  useTellWhenDone(query.data)
  return (
    <Loaded query={query} height={420}>
      {(run) => (
        <Stack gap="lg">
          <Group justify="space-between" align="flex-start">
            <div>
              <Go to={paths.validationProtocol(run.aiSystemId, run.protocol.id)} size="sm">
                {run.protocol.title}
              </Go>
              <Group gap="sm">
                <Title order={2}>{t('run.title', { label: run.version.label })}</Title>
                <RunTag run={run} />
              </Group>
              <Text c="dimmed">
                {t('run.about', {
                  data: dataWords(run),
                  at: formatTime(run.createdAt),
                  name: run.createdBy.name,
                })}
              </Text>
            </div>
            {run.state === 'done' ? (
              <Group gap="sm">
                <Anchor href={reportCsvPath(run.id)} download>
                  {t('run.csv')}
                </Anchor>
                <SignRunAction run={run} />
              </Group>
            ) : null}
          </Group>
          <ValidationSteps
            now={run.state === 'done' ? 'result' : 'run'}
            done={run.signedAt !== null}
          />
          {isUnderWay(run) ? <UnderWay run={run} /> : null}
          {run.state === 'failed' || run.state === 'cancelled' ? <Stopped run={run} /> : null}
          {run.state === 'done' ? <RunReport run={run} /> : null}
        </Stack>
      )}
    </Loaded>
  )
}

function useTellWhenDone(run: Run | undefined): void {
  const before = useRef(run?.state)
  useEffect(() => {
    const was = before.current
    before.current = run?.state
    if ((was !== 'queued' && was !== 'running') || run === undefined || isUnderWay(run)) return
    notifyDone(t(`run.told.${run.state}` as 'run.told.done'))
    void refresh('validation')
  }, [run])
}

function UnderWay({ run }: { run: Run }) {
  const cancel = useMutation({ mutationFn: cancelRun })
  const percent = Math.round(100 * run.progress.share)
  return (
    <Panel title={t('run.underWay')} about={t('run.underWayAbout')}>
      <Stack gap="xs">
        <Progress value={percent} size="lg" aria-label={t('run.underWay')} />
        <Group justify="space-between">
          <Text size="sm" component="output">
            {percent} %, {run.progress.step === '' ? t('run.state.queued') : run.progress.step}
          </Text>
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending}
            onClick={() => cancel.mutate(run.id)}
          >
            {t('run.cancel')}
          </Button>
        </Group>
        {cancel.error === null ? null : <ProblemAlert problem={asProblem(cancel.error)} />}
      </Stack>
    </Panel>
  )
}

function Stopped({ run }: { run: Run }) {
  const failed = run.state === 'failed'
  const back =
    run.upload === null
      ? paths.validationProtocol(run.aiSystemId, run.protocol.id)
      : paths.validationUpload(run.aiSystemId, run.upload.id)
  return (
    <Panel
      title={t(failed ? 'run.failed' : 'run.cancelled')}
      about={t(failed ? 'run.failedAbout' : 'run.cancelledAbout')}
    >
      <ProblemTable problems={run.problems} />
      <Group>
        <GoButton to={back}>{t(run.upload === null ? 'run.again' : 'run.changeColumns')}</GoButton>
      </Group>
    </Panel>
  )
}
