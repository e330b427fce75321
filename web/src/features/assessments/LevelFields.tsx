import { NativeSelect } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { levels } from './risk-values.ts'

type Field = {
  title: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

/** How likely, and how bad, each step with its words. */
export function LevelFields(props: { likelihood: Field; consequence: Field }) {
  return (
    <>
      <LevelField scale="likelihood" {...props.likelihood} />
      <LevelField scale="consequence" {...props.consequence} />
    </>
  )
}

function LevelField(props: Field & { scale: 'likelihood' | 'consequence' }) {
  const { scale, title, value, error, onChange } = props
  return (
    <NativeSelect
      label={title}
      required
      data={[
        { value: '', label: t('treatment.risk.choose') },
        ...levels.map((level) => ({
          value: level,
          label: `${level}. ${label(`treatment.${scale}`, level)}`,
        })),
      ]}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
