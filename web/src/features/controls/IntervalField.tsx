import { NumberInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'

type Props = {
  value: number | null
  error?: string | undefined
  onChange: (months: number | null) => void
}

/** How many months after a run it is due again. */
export function IntervalField({ value, error, onChange }: Props) {
  return (
    <NumberInput
      label={t('test.intervalMonths')}
      description={t('test.intervalAbout')}
      min={1}
      max={60}
      allowDecimal={false}
      value={value ?? ''}
      error={error}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
    />
  )
}
