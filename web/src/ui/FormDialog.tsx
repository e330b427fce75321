import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import type { Form } from '../lib/use-form.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

type Props<Values> = {
  opened: boolean
  onClose: () => void
  title: string
  submit: string
  form: Form<Values>
  children: ReactNode
}

/** A short form in a dialog. */
export function FormDialog<Values>({
  opened,
  onClose,
  title,
  submit,
  form,
  children,
}: Props<Values>) {
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          {children}
          <ProblemAlert problem={form.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
