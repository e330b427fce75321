import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { MissingNote } from './MissingNote.tsx'
import type { Assessment, RecordedRisk } from './queries.ts'
import { RiskCard } from './RiskCard.tsx'
import { RiskDialog } from './RiskDialog.tsx'
import { openOf } from './treatment-blockers.ts'
import type { Answers } from './use-answers.ts'
import { useRegister } from './use-register.ts'

type Props = { assessment: Assessment; answers: Answers; draft: boolean }

/** The recorded risks of the organisation: add, change and remove them, one at a time. */
export function RiskRegister({ assessment, answers, draft }: Props) {
  const { treatment, result, questionnaire, aiSystemId } = assessment
  const { risks } = treatment
  const mayAnswer = useRefusal('assessments.answer')
  const register = useRegister(assessment, answers)
  const [editing, setEditing] = useState<RecordedRisk | 'new' | null>(null)
  const [removing, setRemoving] = useState<RecordedRisk | null>(null)
  const categories = questionnaire.sections.map(({ id, title }) => ({ id, title }))
  return (
    <Stack gap="lg">
      <MissingNote reasons={openOf(result.blockers, 'concern-without-risk')} />
      {risks.length === 0 ? (
        <EmptyNote
          title={t('treatment.noRisks')}
          text={t(draft ? 'treatment.noRisksText' : 'treatment.noRisksSigned')}
        />
      ) : null}
      {risks.map((risk) => (
        <RiskCard
          key={risk.id}
          risk={risk}
          category={categories.find(({ id }) => id === risk.categoryId)?.title ?? risk.categoryId}
          result={result}
          draft={draft}
          onEdit={() => setEditing(risk)}
          onRemove={() => setRemoving(risk)}
        />
      ))}
      {draft ? (
        <Group>
          <ActionButton
            refusal={mayAnswer}
            leftSection={<Icon name="plus" />}
            onClick={() => setEditing('new')}
          >
            {t('treatment.add')}
          </ActionButton>
        </Group>
      ) : null}
      {draft && mayAnswer !== null ? <Text size="sm">{mayAnswer}</Text> : null}
      {editing === null ? null : (
        <RiskDialog
          risk={editing === 'new' ? null : editing}
          risks={risks}
          categories={categories}
          aiSystemId={aiSystemId}
          save={register.save}
          onClose={() => setEditing(null)}
        />
      )}
      {removing === null ? null : (
        <ReasonDialog
          opened
          withReason={false}
          onClose={() => setRemoving(null)}
          title={t('treatment.removeOf', { id: removing.id, title: removing.title })}
          consequence={t('treatment.removeText')}
          confirm={t('treatment.remove')}
          aiSystemId={aiSystemId}
          act={async () => {
            await register.remove(removing)
            notifyDone(t('treatment.removed', { id: removing.id }))
          }}
        />
      )}
    </Stack>
  )
}
