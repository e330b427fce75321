import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { useForm } from '../lib/use-form.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** What will happen, to whose care, and how to undo it. */
  consequence: ReactNode
  confirm: string
  /** Red only where a patient's safety is the matter. */
  danger?: boolean
  reasonNeeded?: boolean
  /** Where the act keeps no reason, none is asked. */
  withReason?: boolean
  aiSystemId?: string
  act: (reason: string) => Promise<unknown>
}

/** A dangerous act: plain words first, a written reason, then the act. */
export function ReasonDialog(props: Props) {
  const { opened, onClose, reasonNeeded = true, withReason = true } = props
  const form = useForm({ reason: '' }, async ({ reason }, reset) => {
    await props.act(reason.trim())
    reset({ reason: '' })
    onClose()
  })
  return (
    <Modal opened={opened} onClose={onClose} title={props.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          {typeof props.consequence === 'string' ? (
            <Text>{props.consequence}</Text>
          ) : (
            props.consequence
          )}
          <ProblemAlert problem={form.problem} aiSystemId={props.aiSystemId ?? ''} />
          {withReason ? (
            <Textarea
              label={t('common.reason')}
              required={reasonNeeded}
              autosize
              minRows={2}
              value={form.values.reason}
              error={form.errorOf('reason')}
              onChange={(event) => form.set('reason', event.currentTarget.value)}
            />
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy} {...(props.danger ? { color: 'red.7' } : {})}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
