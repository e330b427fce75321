import { List, Text } from '@mantine/core'
import type { EvaluationReport } from '@primum/core/evaluation/evaluation-report'
import type { GroupDifference } from '@primum/core/fairness/group-differences'
import { formatCount } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ResultTable } from './ResultTable.tsx'
import { useAttribute } from './use-attribute.ts'

type Props = { report: EvaluationReport; threshold?: number }

const columns: Column<GroupDifference>[] = [
  { id: 'group', header: t('version.group'), cell: (row) => groupWords(row) },
  { id: 'rate', header: t('version.metric'), cell: ({ rate }) => label('metric', rate) },
  {
    id: 'difference',
    header: t('results.difference'),
    numeric: true,
    cell: ({ estimate }) => points(estimate.value),
  },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: ({ estimate: { interval } }) =>
      interval === null
        ? '–'
        : t('results.range', { lower: points(interval.lower), upper: points(interval.upper) }),
  },
  {
    id: 'n',
    header: t('version.n'),
    numeric: true,
    cell: ({ estimate }) => (estimate.value === null ? '–' : formatCount(estimate.n)),
  },
  {
    id: 'verdict',
    header: t('monitoring.state'),
    cell: ({ beyond }) => <Beyond beyond={beyond} />,
  },
]

/** Each group against everybody else: which gaps are too wide for chance and for comfort. */
export function FairnessPanel({ report, threshold }: Props) {
  const [by] = useAttribute(report)
  const all = report.fairness.attributes
    .filter((each) => each.threshold === threshold && each.attribute === by)
    .flatMap(({ differences }) => differences)
    .toSorted((a, b) => weight(b) - weight(a))
  const rows = all.filter(({ beyond }) => beyond !== null)
  const wide = rows.filter(({ beyond }) => beyond !== 'none')
  if (all.length === 0) return null
  return (
    <Panel title={t('results.fairnessBy', { by })} about={t('results.fairnessAbout')}>
      <Text className="measure">
        {rows.length === 0
          ? t('results.fairnessUnjudged', { by })
          : wide.length === 0
            ? t('results.fairnessNone')
            : plural(wide.length, 'results.fairnessWide.one', 'results.fairnessWide.other')}
      </Text>
      {rows.length === 0 ? null : (
        <ResultTable
          name={`gaps-by-${by}`}
          caption={t('results.fairnessBy', { by })}
          columns={columns}
          rows={rows}
          keyOf={({ key, rate }) => `${key}${rate}`}
          header={['group', 'rate', 'difference', 'lower', 'upper', 'n', 'beyond', 'reason']}
          numbers={(row) => [
            groupWords(row),
            row.rate,
            row.estimate.value,
            row.estimate.interval?.lower ?? null,
            row.estimate.interval?.upper ?? null,
            row.estimate.n,
            row.beyond ?? '',
            row.estimate.reason,
          ]}
        />
      )}
      <Unjudged rows={all.filter(({ beyond }) => beyond === null)} />
    </Panel>
  )
}

/** What cannot be compared, once for each reason. */
function Unjudged({ rows }: { rows: GroupDifference[] }) {
  if (rows.length === 0) return null
  const byReason = Map.groupBy(rows, ({ estimate }) => estimate.reason ?? '')
  return (
    <div>
      <Text size="sm" fw={600}>
        {t('results.notJudged')}
      </Text>
      <List size="sm">
        {[...byReason].map(([reason, found]) => (
          <List.Item key={reason}>
            {[...new Set(found.map(groupWords))].join(', ')}: {reason}
          </List.Item>
        ))}
      </List>
    </div>
  )
}

function Beyond({ beyond }: Pick<GroupDifference, 'beyond'>) {
  if (beyond === null) return null
  return beyond === 'none' ? (
    <Tag>{t('results.beyond.none')}</Tag>
  ) : (
    <Tag tone="warning" icon="warning">
      {t(`results.beyond.${beyond}`)}
    </Tag>
  )
}

function groupWords({ group }: Pick<GroupDifference, 'group'>): string {
  return group.map(({ value }) => value).join(', ')
}

function weight({ beyond, estimate }: GroupDifference): number {
  const rank = beyond === 'critical' ? 3 : beyond === 'warning' ? 2 : beyond === 'none' ? 1 : 0
  return rank + Math.abs(estimate.value ?? 0) / 2
}

/** Differences of shares are points, not per cent. */
function points(value: number | null): string {
  if (value === null) return '–'
  const size = Math.abs(100 * value).toFixed(1)
  if (size === '0.0') return size
  return `${value < 0 ? '−' : '+'}${size}`
}
