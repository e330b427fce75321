import { Radio, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { controlTestKinds } from '@primum/core/controls/control-test'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { IntervalField } from './IntervalField.tsx'
import { defaultsOf } from './query-parameters.ts'
import { QueryParameters } from './QueryParameters.tsx'
import { addTest, askableQuery } from './test-queries.ts'
import type { ControlTest } from './test-queries.ts'

/** A test that a person does by a procedure, or that asks Primum's own records. */
export function AddTestForm({ controlId, onClose }: { controlId: string; onClose: () => void }) {
  const queries = useQuery(askableQuery).data?.items ?? []
  const initial = {
    kind: 'automatic' as ControlTest['kind'],
    title: '',
    procedure: '',
    query: null as string | null,
    parameters: {} as Record<string, unknown>,
    everyMonths: 3 as number | null,
  }
  const form = useForm(initial, async ({ kind, procedure, query, parameters, ...shared }) => {
    const added = await addTest(
      controlId,
      kind === 'manual'
        ? { kind, procedure, ...shared }
        : { kind, query: query ?? '', parameters, ...shared },
    )
    notifyDone(t('test.added', { title: added.title }))
    onClose()
  })
  const { values } = form
  const asked = queries.find(({ id }) => id === values.query)
  const choose = (id: string | null) => {
    const next = queries.find((each) => each.id === id)
    if (next === undefined) return
    // A title of somebody's own stays; that of the query before makes room.
    if (values.title === '' || values.title === asked?.title) form.set('title', next.title)
    form.set('query', next.id)
    form.set('parameters', defaultsOf(next))
  }
  return (
    <FormDialog opened onClose={onClose} title={t('test.add')} submit={t('test.add')} form={form}>
      <Radio.Group
        label={t('test.kind')}
        value={values.kind}
        onChange={(kind) => form.set('kind', kind as ControlTest['kind'])}
      >
        <Stack gap="xs" mt="xs">
          {controlTestKinds.toReversed().map((kind) => (
            <Radio
              key={kind}
              value={kind}
              label={t(`test.kind.${kind}`)}
              description={t(`test.kindAbout.${kind}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {values.kind === 'automatic' ? (
        <>
          <Select
            label={t('test.query')}
            required
            allowDeselect={false}
            maxDropdownHeight={320}
            data={queries.map(({ id, title }) => ({ value: id, label: title }))}
            value={values.query}
            error={form.errorOf('query')}
            onChange={choose}
          />
          {asked === undefined ? null : (
            <>
              <Text size="sm" c="dimmed">
                {asked.about} {t(`test.whenNothing.${asked.whenNothing}`)}
              </Text>
              <QueryParameters
                query={asked}
                values={values.parameters}
                problem={form.problem}
                onChange={(parameters) => form.set('parameters', parameters)}
              />
            </>
          )}
        </>
      ) : (
        <Textarea
          label={t('test.procedure')}
          description={t('test.procedureAbout')}
          required
          autosize
          minRows={3}
          value={values.procedure}
          error={form.errorOf('procedure')}
          onChange={(event) => form.set('procedure', event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('test.name')}
        required
        value={values.title}
        error={form.errorOf('title')}
        onChange={(event) => form.set('title', event.currentTarget.value)}
      />
      <IntervalField
        value={values.everyMonths}
        error={form.errorOf('everyMonths')}
        onChange={(months) => form.set('everyMonths', months)}
      />
    </FormDialog>
  )
}
