import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { runsQuery } from './queries.ts'
import type { Run } from './queries.ts'
import { VerdictTag } from './VerdictTag.tsx'

type Props = { aiSystemId: string; protocolId?: string }

/** What was run, and what came of it. */
export function RunsPanel({ aiSystemId, protocolId }: Props) {
  const query = useQuery(runsQuery(aiSystemId))
  return (
    <Panel title={t('run.list')}>
      <Loaded query={query} height={120}>
        {({ items }) => {
          const rows = items.filter(({ protocol }) => (protocolId ?? protocol.id) === protocol.id)
          return rows.length === 0 ? (
            <Text c="dimmed">{t('run.none')}</Text>
          ) : (
            <DataTable
              caption={t('run.caption')}
              columns={protocolId === undefined ? [started, protocol, ...rest] : [started, ...rest]}
              rows={rows}
              keyOf={({ id }) => id}
              openPath={(run) => paths.validationRun(run.aiSystemId, run.id)}
            />
          )
        }}
      </Loaded>
    </Panel>
  )
}

const started: Column<Run> = {
  id: 'at',
  header: t('run.started'),
  cell: (run) => (
    <Go to={paths.validationRun(run.aiSystemId, run.id)} fw={600}>
      {formatTime(run.createdAt)}
    </Go>
  ),
}

const protocol: Column<Run> = {
  id: 'protocol',
  header: t('run.protocol'),
  cell: (run) => run.protocol.title,
}

const rest: Column<Run>[] = [
  { id: 'version', header: t('versions.label'), cell: ({ version }) => version.label },
  { id: 'data', header: t('run.data'), cell: dataWords },
  { id: 'state', header: t('monitoring.state'), cell: (run) => <RunTag run={run} /> },
  {
    id: 'signed',
    header: t('run.signed'),
    cell: ({ signOffs }) => signOffs[0]?.userName ?? t('run.signedNo'),
  },
]

export function dataWords({ upload, silent }: Pick<Run, 'upload' | 'silent'>): string {
  if (silent !== null)
    return t('run.live', { from: formatDay(silent.from), to: formatDay(silent.to) })
  return upload?.fileName ?? ''
}

/** The verdict where there is one, else how far the run is. */
export function RunTag({ run: { state, verdict } }: { run: Run }) {
  if (state === 'done' && verdict !== null) return <VerdictTag state={verdict} />
  return (
    <Tag
      tone={state === 'failed' ? 'warning' : state === 'running' ? 'info' : 'neutral'}
      icon={state === 'failed' ? 'warning' : state === 'cancelled' ? 'cross' : 'clock'}
    >
      {t(`run.state.${state}`)}
    </Tag>
  )
}
