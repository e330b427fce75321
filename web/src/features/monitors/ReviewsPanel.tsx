import { Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { intervalWords, solid, valueWords } from '../../lib/estimate.ts'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Version } from '../versions/queries.ts'
import { reviewSummaryQuery } from './review-queries.ts'
import type { ReviewSummary } from './review-queries.ts'

const kinds = ['human', 'automated'] as const

type Props = { aiSystemId: string; version: Version }

/** What people and programs that read the outputs found, and how far they agree. */
export function ReviewsPanel({ aiSystemId, version }: Props) {
  const [{ reviewedBy }, change] = useUrlState((raw) => ({
    reviewedBy: readChoice(raw['reviewedBy'], kinds),
  }))
  const query = useQuery(reviewSummaryQuery(aiSystemId, version.id, reviewedBy ?? undefined))
  // A system that is measured by outcomes need not be told that nobody reviews its texts.
  const asked = version.baselineId === null || reviewedBy !== undefined
  if (query.data?.outputs === 0 && !asked) return null
  return (
    <Loaded query={query} height={asked ? 220 : 0}>
      {(summary) => (
        <Panel
          title={t('reviews.title')}
          about={t('reviews.about', {
            version: version.label,
            from: formatDay(summary.from),
            to: formatDay(summary.to),
          })}
          action={
            <Select
              aria-label={t('reviews.by')}
              allowDeselect={false}
              w={230}
              data={['', ...kinds].map((value) => ({
                value,
                label: t(`reviews.by.${value === '' ? 'all' : value}` as 'reviews.by.all'),
              }))}
              value={reviewedBy ?? ''}
              onChange={(next) => change({ reviewedBy: next === '' ? undefined : next })}
            />
          }
        >
          {summary.outputs === 0 ? (
            <EmptyNote title={t('reviews.none')} text={t('reviews.noneText')} />
          ) : (
            <Findings summary={summary} />
          )}
        </Panel>
      )}
    </Loaded>
  )
}

function Findings({ summary }: { summary: ReviewSummary }) {
  const judged = summary.findings.filter(({ rate }) => rate.n > 0 || rate.state !== 'undefined')
  return (
    <Stack>
      <Text fw={550}>{solid(summary.sentence)}</Text>
      {judged.length === 0 ? null : (
        <>
          <DataTable
            caption={t('reviews.caption')}
            columns={columns}
            rows={judged}
            keyOf={({ finding }) => finding}
          />
          <Text size="sm" c="dimmed" className="measure">
            {t('reviews.agreementNote')}
          </Text>
        </>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={560}>
        <Mean metric="mean-rating" title={t('reviews.rating')} estimate={summary.rating} />
        <Mean
          metric="mean-edit-distance"
          title={t('reviews.edit')}
          estimate={summary.editDistance}
        />
      </SimpleGrid>
    </Stack>
  )
}

type Finding = ReviewSummary['findings'][number]

const columns: Column<Finding>[] = [
  {
    id: 'finding',
    header: t('reviews.finding'),
    cell: ({ finding }) => label('reviewFinding', finding),
  },
  {
    id: 'share',
    header: t('reviews.share'),
    numeric: true,
    cell: ({ rate }) => valueWords('hallucination-rate', rate),
  },
  {
    id: 'interval',
    header: t('reviews.interval'),
    numeric: true,
    cell: ({ rate }) => (
      <span style={{ whiteSpace: 'nowrap' }}>
        {intervalWords('hallucination-rate', rate.interval)}
      </span>
    ),
  },
  { id: 'judged', header: t('reviews.judged'), numeric: true, cell: ({ rate }) => rate.n },
  {
    id: 'agreement',
    header: t('reviews.agreement'),
    cell: ({ agreement }) => (
      <Text size="sm" {...(agreement.value === null ? { c: 'dimmed' } : {})} miw={120}>
        {agreementWords(agreement)}
      </Text>
    ),
  },
]

function agreementWords({ value, interval, n, reason }: Finding['agreement']): string {
  if (value === null) return reason ?? t('reviews.agreementNone')
  const limits = interval === null ? '' : `, ${intervalWords('reviewer-agreement', interval)}`
  return t('reviews.agreementOf', { value: `${value.toFixed(2)}${limits}`, n })
}

function Mean(props: {
  metric: 'mean-rating' | 'mean-edit-distance'
  title: string
  estimate: ReviewSummary['rating']
}) {
  const { metric, title, estimate } = props
  const known = estimate.value !== null
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="sm" {...(known ? {} : { c: 'dimmed' })}>
        {valueWords(metric, estimate)}
        {known ? ` (${intervalWords(metric, estimate.interval)}, n = ${estimate.n})` : ''}
      </Text>
    </Stack>
  )
}
