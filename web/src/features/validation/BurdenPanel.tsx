import { Select, Text } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { Estimate } from '@primum/core/statistics/estimate'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { burdenInterval, burdenRows, burdenSentence, burdenValue } from './burden-rows.ts'
import type { BurdenRow } from './burden-rows.ts'
import { attributesOf } from './report-values.ts'
import { ResultTable } from './ResultTable.tsx'
import { useAttribute } from './use-attribute.ts'
import classes from './validation.module.css'

const columns: Column<BurdenRow>[] = [
  {
    id: 'threshold',
    header: t('chart.threshold'),
    cell: ({ threshold }) => <strong>{threshold}</strong>,
  },
  { id: 'group', header: t('version.group'), cell: ({ group }) => group },
  {
    id: 'alerts',
    header: t('burden.alerts'),
    numeric: true,
    cell: ({ alerts }) => <Value estimate={alerts} />,
  },
  {
    id: 'alerted',
    header: t('burden.alerted'),
    numeric: true,
    cell: ({ alerted }) => <Value estimate={alerted} />,
  },
]

type Props = { report: EvaluationReport; threshold?: number }

/** The work that alerts give: at each threshold, for everyone and group beside group. */
export function BurdenPanel({ report, threshold }: Props) {
  const attributes = attributesOf(report)
  const [by, changeBy] = useAttribute(report)
  const rows = burdenRows(report, by)
  const here = rows.find((row) => row.overall && row.threshold === threshold)
  if (rows.length === 0) {
    return (
      <Panel title={t('burden.title')}>
        <Text c="dimmed">{t('burden.none')}</Text>
      </Panel>
    )
  }
  return (
    <Panel
      title={t('burden.title')}
      about={t('burden.about')}
      action={
        attributes.length === 0 ? null : (
          <Select
            aria-label={t('burden.by')}
            allowDeselect={false}
            w={170}
            data={attributes.map((value) => ({ value, label: t('results.by', { value }) }))}
            value={by}
            onChange={(next) => changeBy(next)}
          />
        )
      }
    >
      {here === undefined ? null : <Text className="measure">{burdenSentence(here)}</Text>}
      <ResultTable
        name="alert-burden"
        caption={t('burden.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.threshold} ${row.overall} ${row.group}`}
        header={[
          ...['threshold', 'group', 'alerts per 100 encounters', 'lower', 'upper'],
          ...['encounters with an alert per 100', 'lower', 'upper', 'encounters', 'reason'],
        ]}
        numbers={({ threshold: at, group, alerts, alerted }) => [
          ...[at, group, alerts.value],
          ...[alerts.interval?.lower ?? null, alerts.interval?.upper ?? null, alerted.value],
          ...[alerted.interval?.lower ?? null, alerted.interval?.upper ?? null],
          ...[alerts.n, alerts.reason],
        ]}
      />
    </Panel>
  )
}

function Value({ estimate }: { estimate: Estimate }) {
  return (
    <>
      {estimate.value === null
        ? burdenValue(estimate)
        : t('results.per100', { value: burdenValue(estimate) })}
      <span className={classes['interval']}>{burdenInterval(estimate)}</span>
      {estimate.n === 0 ? null : (
        <span className={classes['interval']}>n = {formatCount(estimate.n)}</span>
      )}
      {estimate.value !== null && estimate.reason !== null ? (
        <Text size="xs" c="dimmed">
          {estimate.reason}
        </Text>
      ) : null}
    </>
  )
}
