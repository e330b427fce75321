import { label, t } from '../../lib/messages/messages.ts'
import type { MessageKey } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { Why } from '../../ui/Why.tsx'
import { FieldInput } from './FieldInput.tsx'
import { requiredFields } from './field-groups.ts'
import type { FieldName } from './field-groups.ts'
import type { FormValues } from './form-values.ts'

type Props = { name: FieldName; form: Form<FormValues>; fixed: boolean }

export function AiSystemField({ name, form, fixed }: Props) {
  const title = label('field', name)
  return (
    <div>
      <FieldInput
        name={name}
        title={title}
        required={requiredFields.includes(name)}
        disabled={fixed}
        value={form.values[name]}
        error={form.errorOf(name)}
        onChange={(value) => form.set(name, value)}
      />
      <Why about={title} reason={t(`why.${name}` as MessageKey)} />
    </div>
  )
}
