import { Select, Stack, Text } from '@mantine/core'
import { Suspense, lazy } from 'react'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { intervalWords, valueWords } from '../../lib/estimate.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import type { VersionsCompared } from './queries.ts'

const ForestPlot = lazy(async () => ({
  default: (await import('../../charts/ForestPlot.tsx')).ForestPlot,
}))

/** One metric of both versions drawn, all of them as numbers, and what can be said of them. */
export function Compared({ compared }: { compared: VersionsCompared }) {
  const { a, b, metrics, auroc, sentence } = compared
  const names = metrics.map(({ metric }) => metric)
  const [{ compareMetric }, change] = useUrlState((raw) => ({
    compareMetric: readChoice(raw['compareMetric'], names) ?? 'auroc',
  }))
  const drawn = metrics.find(({ metric }) => metric === compareMetric)
  return (
    <Stack>
      <Select
        label={t('compare.metric')}
        allowDeselect={false}
        w={300}
        data={names.map((value) => ({ value, label: label('metric', value) }))}
        value={compareMetric}
        onChange={(next) => change({ compareMetric: next })}
      />
      <ChartFrame
        name={`versions-${a.label}-${b.label}`}
        caption={t('compare.caption')}
        sentence={sentence}
        note={auroc.paired === null ? t('compare.noPairs', { why: auroc.pairing }) : auroc.pairing}
        header={[t('compare.metric'), ...bothSides(a.label), ...bothSides(b.label), ...last()]}
        shownHeader={[
          t('compare.metric'),
          ...[a, b].flatMap((side) => [side.label, `${side.label}: ${t('version.interval')}`]),
          t('compare.difference'),
          t('compare.differenceInterval'),
        ]}
        rows={metrics.map((each) => [
          each.metric,
          ...numbersOf(each.a),
          ...numbersOf(each.b),
          each.difference?.value ?? null,
          each.difference?.interval?.lower ?? null,
          each.difference?.interval?.upper ?? null,
        ])}
        shown={metrics.map(({ metric, difference, ...each }) => [
          label('metric', metric),
          ...[each.a, each.b].flatMap((estimate) => [
            valueWords(metric, estimate),
            intervalWords(metric, estimate.interval),
          ]),
          difference === null ? t('compare.none') : signed(difference.value),
          difference === null
            ? '–'
            : `${signed(difference.interval?.lower)} to ${signed(difference.interval?.upper)}`,
        ])}
      >
        {drawn === undefined ? null : (
          <Suspense fallback={<div style={{ height: 140 }} />}>
            <ForestPlot
              rows={[row(a.label, drawn.a), row(b.label, drawn.b)]}
              metric={drawn.metric}
            />
          </Suspense>
        )}
      </ChartFrame>
      {auroc.paired === null ? null : (
        <Text size="sm" className="tabular">
          {t('compare.auroc')}. {t('compare.paired', { patients: auroc.paired.patients })}:{' '}
          {differenceWords(auroc.paired.difference)}. {t('compare.unpaired')}:{' '}
          {differenceWords(auroc.unpaired)}.
        </Text>
      )}
    </Stack>
  )
}

type Side = VersionsCompared['metrics'][number]['a']

function row(name: string, estimate: Side) {
  const note = estimate.value === null ? { note: estimate.reason ?? t('state.undefined') } : {}
  return { group: name, overall: false, estimate, ...note }
}

function numbersOf({ value, interval, n }: Side) {
  return [value, interval?.lower ?? null, interval?.upper ?? null, n]
}

function bothSides(name: string): string[] {
  return ['value', 'lower', 'upper', 'n'].map(
    (each) => `${name}: ${t(`monitoring.${each}` as 'monitoring.value')}`,
  )
}

function last(): string[] {
  const name = t('compare.difference')
  return [name, `${name}: ${t('monitoring.lower')}`, `${name}: ${t('monitoring.upper')}`]
}

function differenceWords({ value, interval, n }: VersionsCompared['auroc']['unpaired']): string {
  const limits = `${signed(interval?.lower)} to ${signed(interval?.upper)}`
  return `${signed(value)} (${limits}, n = ${n})`
}

function signed(value: number | null | undefined): string {
  if (value == null) return '–'
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
