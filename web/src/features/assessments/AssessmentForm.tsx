import { Grid, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Schemas } from '@primum/client'
import { useMemo } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonList } from '../../ui/ReasonList.tsx'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { liveScores } from './live-score.ts'
import { signAssessment } from './queries.ts'
import type { Assessment } from './queries.ts'
import { SaveNote } from './SaveNote.tsx'
import { SectionForm } from './SectionForm.tsx'
import { SectionList } from './SectionList.tsx'
import { openTreatment } from './treatment-blockers.ts'
import { TreatmentNote } from './TreatmentNote.tsx'
import { TreatmentPanel } from './TreatmentPanel.tsx'
import { useAnswers } from './use-answers.ts'

/** The part of the page after the questions, as the address names it. */
const treatment = 'treatment'

type Props = { assessment: Assessment; full: Schemas['Questionnaire'] }

/** A questionnaire of any content: its dimensions aside, one dimension at a time, saved as answered. */
export function AssessmentForm({ assessment, full }: Props) {
  const system = useAiSystem()
  const answers = useAnswers(assessment)
  const { sections } = assessment.questionnaire
  const [{ section: wanted }, change] = useUrlState((raw) => ({
    section: readText(raw['section']),
  }))
  const current = sections.find(({ id }) => id === wanted) ?? sections[0]
  const scores = useMemo(
    () => liveScores(full, sections, answers.list),
    [full, sections, answers.list],
  )
  const missing = [...scores.values()].reduce((sum, { missing: open }) => sum + open.length, 0)
  const [signing, dialog] = useDisclosure(false)
  const role = useRefusal('assessments.sign')
  const mayAnswer = useRefusal('assessments.answer')
  const draft = assessment.status === 'draft'
  const still =
    missing > 0 ? `${plural(missing, 'assessment.missing.one', 'assessment.missing.other')}.` : null
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2}>{assessment.title}</Title>
          <Text c="dimmed" className="measure">
            {draft ? t('assessment.purpose') : t('assessment.signedNote')}
          </Text>
        </div>
        {draft ? (
          <Group gap="sm">
            <SaveNote answers={answers} />
            <ActionButton refusal={role ?? still} onClick={dialog.open}>
              {t('assessment.sign')}
            </ActionButton>
          </Group>
        ) : null}
      </Group>
      {assessment.result.blockers.length > 0 ? (
        <div>
          <Text fw={600}>{t('assessment.effects')}</Text>
          <ReasonList reasons={assessment.result.blockers} aiSystemId={system.id} />
        </div>
      ) : null}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <SectionList
            sections={sections}
            scores={scores}
            current={wanted === treatment ? treatment : (current?.id ?? '')}
            last={{
              id: treatment,
              title: t(`treatment.title.${assessment.kind}`),
              note: <TreatmentNote open={openTreatment(assessment.result.blockers).length} />,
            }}
            onOpen={(section) => change({ section })}
          />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          {current === undefined || wanted === treatment ? null : (
            <SectionForm
              key={current.id}
              section={current}
              options={assessment.questionnaire.answers}
              answers={answers}
              readOnly={!draft || mayAnswer !== null}
              next={sections[sections.indexOf(current) + 1]}
              onOpen={(section) => change({ section })}
            />
          )}
          {/* Kept while a dimension is shown: what was written here is not lost. */}
          <div hidden={wanted !== treatment}>
            <TreatmentPanel assessment={assessment} answers={answers} draft={draft} />
          </div>
        </Grid.Col>
      </Grid>
      <SignDialog
        opened={signing}
        onClose={dialog.close}
        title={t('assessment.signTitle', { title: assessment.title })}
        meaning={t('assessment.signMeaning', { name: system.name })}
        aiSystemId={system.id}
        sign={async (signature) => {
          await signAssessment(assessment.id, signature)
          notifyDone(t('assessment.signed'))
        }}
      />
    </Stack>
  )
}
