import { Text } from '@mantine/core'
import { formatCount, formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { ModelCard } from './model-card-queries.ts'

type Props = { card: ModelCard }
type Input = ModelCard['inputs'][number]
type Stated = ModelCard['statedMetrics'][number]
type Monitor = ModelCard['monitors'][number]
type SignOff = ModelCard['signOffs'][number]

export function CardInputs({ card }: Props) {
  const [threshold, ...more] = card.thresholds
  return (
    <Panel title={t('card.inputs')}>
      <Text>
        {t('card.flagged', { threshold: threshold ?? '–' })}
        {more.length === 0 ? null : ` ${t('card.alsoAt', { thresholds: more.join(', ') })}`}
      </Text>
      <Rows
        caption={t('card.inputsCaption')}
        columns={inputColumns}
        rows={card.inputs}
        keyOf={({ name }) => name}
      />
    </Panel>
  )
}

/** What the maker says of it, set apart from what was measured here. */
export function CardStated({ card }: Props) {
  if (card.statedMetrics.length === 0) return null
  return (
    <Panel title={t('version.stated')} about={t('version.statedAbout')}>
      <Rows
        caption={t('card.statedCaption')}
        columns={statedColumns}
        rows={card.statedMetrics}
        keyOf={({ name, source }) => `${name}${source}`}
      />
    </Panel>
  )
}

export function CardMonitors({ card }: Props) {
  return (
    <Panel title={t('card.monitors')} about={t('card.monitorsAbout')}>
      <Rows
        caption={t('card.monitorsCaption')}
        columns={monitorColumns}
        rows={card.monitors}
        keyOf={({ key }) => key}
      />
    </Panel>
  )
}

export function CardSignOffs({ card }: Props) {
  return (
    <Panel title={t('card.signOffs')} about={t('card.signOffsAbout')}>
      <Rows
        caption={t('card.signOffsCaption')}
        columns={signOffColumns}
        rows={card.signOffs}
        keyOf={({ at, meaning, name }) => `${at}${meaning}${name}`}
      />
    </Panel>
  )
}

function Rows<Row extends object>(props: {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
}) {
  if (props.rows.length > 0) return <DataTable {...props} />
  return (
    <Text c="dimmed" fs="italic">
      {t('common.notStated')}
    </Text>
  )
}

const inputColumns: Column<Input>[] = [
  { id: 'name', header: t('card.input'), cell: ({ name }) => name },
  { id: 'kind', header: t('mapping.kind'), cell: ({ kind }) => label('featureKind', kind) },
  { id: 'unit', header: t('card.unit'), cell: ({ unit }) => unit ?? '–' },
]

const statedColumns: Column<Stated>[] = [
  { id: 'name', header: t('version.metric'), cell: ({ name }) => name },
  { id: 'value', header: t('version.value'), numeric: true, cell: ({ value }) => value },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: ({ lower, upper }) =>
      lower === null || upper === null ? '–' : t('results.range', { lower, upper }),
  },
  {
    id: 'n',
    header: t('version.n'),
    numeric: true,
    cell: ({ n }) => (n === null ? '–' : formatCount(n)),
  },
  { id: 'source', header: t('card.source'), cell: ({ source }) => source ?? '–' },
]

const monitorColumns: Column<Monitor>[] = [
  {
    id: 'metric',
    header: t('version.metric'),
    cell: ({ metric, feature, threshold }) =>
      [
        label('metric', metric),
        ...(feature === null ? [] : [`(${feature})`]),
        ...(threshold === null ? [] : [t('chart.atThreshold', { threshold })]),
      ].join(' '),
  },
  { id: 'segment', header: t('card.whom'), cell: ({ segment }) => segment },
  {
    id: 'window',
    header: t('card.window'),
    numeric: true,
    cell: ({ windowDays }) => t('card.days', { days: windowDays }),
  },
  { id: 'margin', header: t('card.margin'), numeric: true, cell: ({ margin }) => margin },
  {
    id: 'action',
    header: t('card.onAlarm'),
    cell: ({ severity, action }) => `${label('severity', severity)}: ${label('action', action)}`,
  },
]

const signOffColumns: Column<SignOff>[] = [
  { id: 'at', header: t('card.at'), cell: ({ at }) => formatTime(at) },
  {
    id: 'who',
    header: t('card.who'),
    cell: ({ name, roles }) => `${name} (${roles.map((role) => label('role', role)).join(', ')})`,
  },
  {
    id: 'what',
    header: t('card.what'),
    cell: ({ meaning, statement }) => (
      <>
        {label('meaning', meaning)}
        {statement === null ? null : (
          <Text size="sm" c="dimmed">
            {statement}
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'digest',
    header: t('card.signedDigest'),
    cell: ({ digest }) => (
      <span className="mono" title={digest}>
        {digest.slice(0, 16)}…
      </span>
    ),
  },
]
