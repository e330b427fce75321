import { Stack, Text, Title } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { CardFairness as Fairness, ModelCard } from './model-card-queries.ts'

type Gap = Fairness['gaps'][number]

/** How far the groups lie apart; a gap that cannot be judged is listed with its reason. */
export function CardFairness({ card }: { card: ModelCard }) {
  const fairness = card.validation?.fairness ?? []
  return (
    <Panel title={t('card.fairness')} about={t('card.fairnessAbout')}>
      {fairness.length === 0 ? (
        <Text c="dimmed" fs="italic">
          {t('common.notStated')}
        </Text>
      ) : null}
      {fairness.map((each) => (
        <Stack key={`${each.attribute}${each.threshold}`} gap="xs">
          <Title order={3} size="0.9375rem">
            {t('card.gaps', { attribute: each.attribute, threshold: each.threshold })}
          </Title>
          <Text size="sm">
            {t('card.parity', {
              odds: number(each.equalizedOddsDifference),
              parity: number(each.demographicParityRatio),
            })}
          </Text>
          <Judged fairness={each} />
        </Stack>
      ))}
    </Panel>
  )
}

function Judged({ fairness: { attribute, threshold, gaps } }: { fairness: Fairness }) {
  const judged = gaps.filter(({ difference }) => difference !== null)
  const open = Map.groupBy(
    gaps.filter(({ difference }) => difference === null),
    ({ reason }) => reason ?? '',
  )
  return (
    <>
      {judged.length === 0 ? null : (
        <DataTable
          caption={t('card.gaps', { attribute, threshold })}
          columns={columns}
          rows={judged}
          keyOf={({ group, rate }) => `${group}${rate}`}
        />
      )}
      {[...open].map(([reason, found]) => (
        <Text key={reason} size="sm">
          {t('card.notJudgedWhy', {
            groups: [...new Set(found.map(({ group }) => group))].join(', '),
            reason,
          })}
        </Text>
      ))}
    </>
  )
}

const columns: Column<Gap>[] = [
  { id: 'group', header: t('card.against'), cell: ({ group }) => group },
  { id: 'rate', header: t('version.metric'), cell: ({ rate }) => label('metric', rate) },
  {
    id: 'difference',
    header: t('results.difference'),
    numeric: true,
    cell: ({ difference }) => (difference === null ? '–' : points(difference)),
  },
  {
    id: 'interval',
    header: t('version.interval'),
    numeric: true,
    cell: ({ lower, upper }) =>
      lower === null || upper === null
        ? '–'
        : t('results.range', { lower: points(lower), upper: points(upper) }),
  },
  {
    id: 'beyond',
    header: t('monitoring.state'),
    cell: ({ beyond }) => (beyond === null ? t('card.notJudged') : t(`results.beyond.${beyond}`)),
  },
]

function number(value: number | null): string {
  return value === null ? t('results.state.not-estimable').toLowerCase() : value.toFixed(3)
}

/** Differences of shares are points, not per cent. */
function points(value: number): string {
  const size = Math.abs(100 * value).toFixed(1)
  return size === '0.0' ? size : `${value < 0 ? '−' : '+'}${size}`
}
