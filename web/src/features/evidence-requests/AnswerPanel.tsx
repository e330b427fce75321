import { Group, Select, Stack } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { FreshnessTag } from '../evidence/EvidenceTags.tsx'
import { evidenceListQuery } from '../evidence/queries.ts'
import type { EvidenceSummary } from '../evidence/queries.ts'
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

/** As much of it as the server searches for. */
const longestSearch = 200

function ExistingForm(props: {
  refusal: string | null
  answer: (evidenceId: string) => Promise<void>
}) {
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 250)
  const found = useQuery({
    ...evidenceListQuery({ search: asked.slice(0, longestSearch), limit: 30 }),
    placeholderData: keepPreviousData,
  })
  // What was chosen stays a choice, whatever is searched for next.
  const [chosen, setChosen] = useState<EvidenceSummary | null>(null)
  const listed = found.data?.items ?? []
  const items =
    chosen === null || listed.some(({ id }) => id === chosen.id) ? listed : [chosen, ...listed]
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
        <Select
          label={t('evidenceRequest.existing')}
          placeholder={t('evidenceRequest.existingSearch')}
          required
          searchable
          nothingFoundMessage={t('evidence.noChoice')}
          data={items.map(({ id, title }) => ({ value: id, label: title }))}
          renderOption={({ option }) => (
            <Choice evidence={items.find(({ id }) => id === option.value)} />
          )}
          // The server has searched already, in descriptions too.
          filter={({ options }) => options}
          onSearchChange={setTyped}
          value={form.values.evidenceId}
          error={form.errorOf('evidenceId')}
          onChange={(value) => {
            setChosen(items.find(({ id }) => id === value) ?? null)
            form.set('evidenceId', value)
          }}
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

function Choice({ evidence }: { evidence: EvidenceSummary | undefined }) {
  if (evidence === undefined) return null
  return (
    <Group gap="xs">
      {evidence.title} <FreshnessTag state={evidence.freshness.state} />
    </Group>
  )
}
