import { NumberInput } from '@mantine/core'
import type { MonitorFields } from './monitor-field-props.ts'
import type { NumberName } from './monitor-draft.ts'

type Props = {
  fields: MonitorFields
  name: NumberName
  label: string
  description?: string
  step?: number
}

/** A number of a monitor; what is too small or large the server says, at the field. */
export function DraftNumber({ fields, name, label, description, step = 1 }: Props) {
  return (
    <NumberInput
      label={label}
      {...(description === undefined ? {} : { description })}
      step={step}
      value={fields.draft[name]}
      error={fields.errorOf(name)}
      onChange={(value) => fields.set(name, value === '' ? '' : Number(value))}
    />
  )
}
