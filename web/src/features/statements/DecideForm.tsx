import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRevisedForm } from '../../lib/use-revised-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { OvertakenNote } from '../../ui/OvertakenNote.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { OwnerSelect } from '../findings/OwnerSelect.tsx'
import { DecisionList } from './DecisionFacts.tsx'
import { decideLine, keepStatement, refreshStatements } from './queries.ts'
import type { Line } from './queries.ts'

type Props = {
  statementId: string
  /** as it is recorded now: it may become newer than what the form began with */
  line: Line
  hasNext: boolean
  onCancel: () => void
  onSaved: (goOn: boolean) => void
}

function valuesOf({ applicable, justification, owner }: Line) {
  return { applicable, justification, ownerId: owner?.id ?? null }
}

/** Whether a control applies, why, and who owns it. Nobody's decision is overwritten unseen. */
export function DecideForm({ statementId, line, hasNext, onCancel, onSaved }: Props) {
  const goOn = useRef(false)
  const { form, overtaken, keep, take } = useRevisedForm({
    record: line,
    valuesOf,
    send: ({ applicable, ...rest }, revision) => {
      const decision = { ...rest, applicable: applicable === true }
      const { requirementId } = line
      return decideLine(statementId, { requirementId, revision }, decision)
    },
    reload: refreshStatements,
    onSaved: async (saved) => {
      await keepStatement(saved)
      onSaved(goOn.current)
    },
  })
  const { values } = form
  const refusal = overtaken
    ? t('statement.chooseFirst')
    : values.applicable === null
      ? t('statement.sayFirst')
      : null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void form.submit()
      }}
    >
      <Stack>
        {overtaken ? (
          <OvertakenNote
            title={t('statement.overtakenTitle')}
            text={t('statement.overtakenText')}
            onKeep={keep}
            onTake={take}
          >
            <DecisionList line={line} />
          </OvertakenNote>
        ) : null}
        <Radio.Group
          label={t('statement.question')}
          required
          value={values.applicable === null ? '' : String(values.applicable)}
          error={form.errorOf('applicable')}
          onChange={(value) => form.set('applicable', value === 'true')}
        >
          <Group gap="lg" mt={6}>
            <Radio value="true" label={t('statement.applies')} />
            <Radio value="false" label={t('statement.appliesNot')} />
          </Group>
        </Radio.Group>
        <Textarea
          label={t('statement.justification')}
          description={t('statement.justificationAbout')}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={values.justification}
          error={form.errorOf('justification')}
          onChange={(event) => form.set('justification', event.currentTarget.value)}
        />
        <OwnerSelect
          value={values.ownerId}
          error={form.errorOf('ownerId')}
          onChange={(value) => form.set('ownerId', value)}
        />
        <Text size="sm" c="dimmed">
          {t('statement.ownerAbout')}
        </Text>
        {overtaken ? null : <ProblemAlert problem={form.problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          {hasNext ? (
            <ActionButton
              type="submit"
              variant="default"
              refusal={refusal}
              loading={form.busy}
              onClick={() => {
                goOn.current = true
              }}
            >
              {t('statement.saveNext')}
            </ActionButton>
          ) : null}
          <ActionButton
            type="submit"
            refusal={refusal}
            loading={form.busy}
            onClick={() => {
              goOn.current = false
            }}
          >
            {t('statement.save')}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  )
}
