import { Button, Group, Stack } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { Form } from '../../lib/use-form.ts'
import { GoButton } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { AiSystemField } from './AiSystemField.tsx'
import { fieldGroups } from './field-groups.ts'
import type { FormValues } from './form-values.ts'

type Props = { form: Form<FormValues>; submit: string; cancelPath: string; fixed?: string[] }

/** The record of an AI system: one column, grouped, the reason for each question one click away. */
export function AiSystemForm({ form, submit, cancelPath, fixed = [] }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack gap="lg" maw={760}>
        {fieldGroups.map((group) => (
          <Panel key={group.title} title={t(group.title)}>
            <Stack gap="lg">
              {group.fields.map((name) => (
                <AiSystemField key={name} name={name} form={form} fixed={fixed.includes(name)} />
              ))}
            </Stack>
          </Panel>
        ))}
        <ProblemAlert problem={form.problem} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {submit}
          </Button>
          <GoButton variant="default" to={cancelPath}>
            {t('common.cancel')}
          </GoButton>
        </Group>
      </Stack>
    </form>
  )
}
