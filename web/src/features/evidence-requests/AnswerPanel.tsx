import { Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { EvidenceSelect } from '../evidence/EvidenceSelect.tsx'
import { RegisterDialog } from '../evidence/RegisterDialog.tsx'
import { fulfilRequest } from './queries.ts'
import type { EvidenceRequest } from './queries.ts'

/** Two ways to answer: with what is here already, or with something new. */
export function AnswerPanel({ request }: { request: EvidenceRequest }) {
  const refusal = useRefusal('evidence.manage')
  const [opened, { open, close }] = useDisclosure(false)
  const answer = async (evidenceId: string) => {
    await fulfilRequest(request.id, evidenceId)
    notifyDone(t('evidenceRequest.answered'))
  }
  return (
    <Panel title={t('evidenceRequest.doAnswer')} about={t('evidenceRequest.doAnswerAbout')}>
      <ExistingForm refusal={refusal} answer={answer} />
      <Group>
        <ActionButton variant="default" refusal={refusal} onClick={open}>
          {t('evidenceRequest.answerNew')}
        </ActionButton>
      </Group>
      {opened ? (
        <RegisterDialog
          fileNeeded
          title={request.title}
          onClose={close}
          onFiled={({ id }) => answer(id)}
        />
      ) : null}
    </Panel>
  )
}

function ExistingForm(props: {
  refusal: string | null
  answer: (evidenceId: string) => Promise<void>
}) {
  const form = useForm({ evidenceId: null as string | null }, async ({ evidenceId }) => {
    if (evidenceId !== null) await props.answer(evidenceId)
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack>
        <EvidenceSelect
          value={form.values.evidenceId}
          error={form.errorOf('evidenceId')}
          onChange={(value) => form.set('evidenceId', value)}
        />
        <ProblemAlert problem={form.problem} />
        <ActionButton
          type="submit"
          refusal={props.refusal}
          loading={form.busy}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('evidenceRequest.answerExisting')}
        </ActionButton>
      </Stack>
    </form>
  )
}
