import { Text } from '@mantine/core'
import type { Estimate } from '@primum/core/statistics/estimate'
import type {
  CalibrationSummary,
  RecalibrationSuggestion,
} from '@primum/core/statistics/recalibration'
import { label, t } from '../../lib/messages/messages.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { ResultTable } from './ResultTable.tsx'
import classes from './validation.module.css'

type Row = {
  method: string
  recommended: boolean
  summary: CalibrationSummary | null
  gain: Estimate | null
}

/** What if it were recalibrated: nothing is changed, it is computed on people it was not fitted to. */
export function RecalibrationPanel({ suggestion }: { suggestion: RecalibrationSuggestion | null }) {
  if (suggestion === null) {
    return (
      <Panel title={t('results.recalibration')}>
        <Text c="dimmed">{t('results.recalibrationNone')}</Text>
      </Panel>
    )
  }
  const { before, options, recommended, reason } = suggestion
  const rows: Row[] = [
    { method: 'as-it-is', recommended: recommended === null, summary: before, gain: null },
    ...options.map(({ method, after, gain }) => ({
      method,
      recommended: method === recommended,
      summary: after,
      gain,
    })),
  ]
  const conclusion =
    recommended === null
      ? t('results.recalibrationLeave', { reason })
      : t('results.recalibrationSuggest', {
          method: methodWords(recommended).toLowerCase(),
          reason,
        })
  return (
    <Panel title={t('results.recalibration')} about={t('results.recalibrationAbout')}>
      <Text className="measure">{conclusion}</Text>
      <ResultTable
        name="recalibration"
        caption={t('results.recalibration')}
        columns={columns}
        rows={rows}
        keyOf={({ method }) => method}
        header={[
          'method',
          'brier score',
          'o:e',
          'slope',
          'ece',
          'gain',
          'gain lower',
          'gain upper',
        ]}
        numbers={({ method, summary, gain }) => [
          method,
          summary?.brierScore.value ?? null,
          summary?.observedExpectedRatio.value ?? null,
          summary?.calibrationSlope.value ?? null,
          summary?.expectedCalibrationError.value ?? null,
          gain?.value ?? null,
          gain?.interval?.lower ?? null,
          gain?.interval?.upper ?? null,
        ]}
      />
    </Panel>
  )
}

function methodWords(method: string): string {
  return label('recalibration', method)
}

function number(name: keyof CalibrationSummary, header: string, digits: number): Column<Row> {
  return {
    id: name,
    header,
    numeric: true,
    cell: ({ summary }) => <Shown estimate={summary?.[name] ?? null} digits={digits} />,
  }
}

const columns: Column<Row>[] = [
  {
    id: 'method',
    header: t('results.method'),
    cell: ({ method, recommended }) => (
      <>
        {methodWords(method)} {recommended ? <Tag tone="info">{t('results.suggested')}</Tag> : null}
      </>
    ),
  },
  number('brierScore', label('metric', 'brier-score'), 4),
  number('observedExpectedRatio', t('results.observedExpected'), 2),
  number('calibrationSlope', label('metric', 'calibration-slope'), 2),
  {
    id: 'gain',
    header: t('results.gain'),
    numeric: true,
    cell: ({ gain }) => <Shown estimate={gain} digits={4} />,
  },
]

function Shown({ estimate, digits }: { estimate: Estimate | null; digits: number }) {
  if (estimate?.value == null) return <>{estimate?.reason ?? '–'}</>
  const { value, interval } = estimate
  return (
    <>
      {signed(value, digits)}
      {interval === null ? null : (
        <span className={classes['interval']}>
          {t('results.range', {
            lower: signed(interval.lower, digits),
            upper: signed(interval.upper, digits),
          })}
        </span>
      )}
    </>
  )
}

function signed(value: number | null, digits: number): string {
  return value === null ? '…' : value.toFixed(digits).replace('-', '−')
}
