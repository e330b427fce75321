import { MultiSelect, NumberInput } from '@mantine/core'
import { label } from '../../lib/messages/messages.ts'
import { fieldError } from '../../lib/use-form.ts'
import type { Form } from '../../lib/use-form.ts'
import { fieldsOf } from './query-parameters.ts'
import type { ParameterField } from './query-parameters.ts'
import type { ControlQuery } from './test-queries.ts'

type Parameters = Record<string, unknown>
type Props = {
  query: ControlQuery
  values: Parameters
  problem: Form<object>['problem']
  onChange: (parameters: Parameters) => void
}

/** The parameters of a query, each with what the query says of it. */
export function QueryParameters({ query, values, problem, onChange }: Props) {
  return fieldsOf(query).map((field) => {
    const shared = {
      label: label('parameter', field.name),
      description: field.about,
      required: true,
      error: fieldError(problem, `parameters.${field.name}`),
    }
    const value = values[field.name]
    const set = (next: unknown) => onChange({ ...values, [field.name]: next })
    return field.several ? (
      <MultiSelect
        key={field.name}
        {...shared}
        data={choicesOf(field)}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(chosen) => set(chosen.map(Number).toSorted((a, b) => a - b))}
      />
    ) : (
      <NumberInput
        key={field.name}
        {...shared}
        min={field.minimum}
        max={field.maximum}
        allowDecimal={false}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => set(next === '' ? undefined : Number(next))}
      />
    )
  })
}

function choicesOf({ minimum, maximum }: ParameterField): string[] {
  return Array.from({ length: maximum - minimum + 1 }, (_, index) => String(minimum + index))
}
