import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { IntervalField } from './IntervalField.tsx'
import { QueryParameters } from './QueryParameters.tsx'
import { askableQuery, changeTest } from './test-queries.ts'
import type { ControlTest } from './test-queries.ts'

/** Changes a test as it was when the form was opened. */
export function ChangeTestForm({ test, onClose }: { test: ControlTest; onClose: () => void }) {
  const queries = useQuery({ ...askableQuery, enabled: test.query !== null })
  const asked = queries.data?.items.find(({ id }) => id === test.query)
  const { title, procedure, everyMonths } = test
  const initial = { title, procedure, everyMonths, parameters: test.parameters ?? {} }
  const form = useForm(initial, async ({ parameters, ...values }) => {
    await changeTest(test, { ...values, ...(test.query === null ? {} : { parameters }) })
    notifyDone(t('common.saved'))
    onClose()
  })
  const { values } = form
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('test.changeTitle')}
      submit={t('common.save')}
      form={form}
    >
      <TextInput
        label={t('test.name')}
        required
        value={values.title}
        error={form.errorOf('title')}
        onChange={(event) => form.set('title', event.currentTarget.value)}
      />
      <Textarea
        label={t('test.procedure')}
        description={t(test.query === null ? 'test.redefines' : 'test.wordingOnly')}
        required
        autosize
        minRows={3}
        value={values.procedure}
        error={form.errorOf('procedure')}
        onChange={(event) => form.set('procedure', event.currentTarget.value)}
      />
      {asked === undefined ? null : (
        <QueryParameters
          query={asked}
          values={values.parameters}
          problem={form.problem}
          onChange={(parameters) => form.set('parameters', parameters)}
        />
      )}
      <IntervalField
        value={values.everyMonths}
        error={form.errorOf('everyMonths')}
        onChange={(months) => form.set('everyMonths', months)}
      />
    </FormDialog>
  )
}
