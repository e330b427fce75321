import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { CouncilField } from './CouncilField.tsx'
import { wholeRefusal } from './field-refusal.ts'
import { sendTreatment } from './queries.ts'
import type { Assessment } from './queries.ts'
import { SectionTreatment } from './SectionTreatment.tsx'
import { sameDecisions, toInput, toValues, treatedSections } from './treatment-values.ts'
import type { Answers } from './use-answers.ts'

type Props = { assessment: Assessment; answers: Answers; draft: boolean }

/** Plans and decisions for the dimensions found high or critical, saved together. */
export function PlansForm({ assessment, answers, draft }: Props) {
  const { treatment, result } = assessment
  const mayAnswer = useRefusal('assessments.answer')
  const maySign = useRefusal('assessments.sign')
  // What the form began with: somebody else's change since then must not be undone unseen.
  const [base, setBase] = useState(treatment)
  const [sent, setSent] = useState(() => toValues(treatment))
  const form = useForm(sent, async (values, reset) => {
    setSent(values)
    const input = toInput(values, base)
    const saved = await answers.change({
      send: (revision) => sendTreatment(assessment.id, revision, input),
      stillFits: (fresh) => sameDecisions(fresh.treatment, base),
    })
    setBase(saved.treatment)
    reset(toValues(saved.treatment))
    notifyDone(t('treatment.saved'))
  })
  const dropChanges = () => {
    setBase(treatment)
    form.reset(toValues(treatment))
  }
  const dirty = Object.keys(toInput(form.values, base)).length > 0
  useEffect(() => {
    if (!dirty) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const sections = treatedSections(assessment)
  const council =
    treatment.councilDecision !== null || result.sections.some(({ band }) => band === 'high')
  if (sections.length === 0 && !council) {
    return <EmptyNote title={t('treatment.none')} text={t('treatment.noneText')} />
  }
  const readOnly = !draft || mayAnswer !== null
  const decisionsReadOnly = readOnly || maySign !== null
  return (
    <form
      // The server says what is missing, at the field.
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (dirty && !readOnly) void form.submit()
      }}
    >
      <Stack gap={36}>
        {draft && mayAnswer !== null ? (
          <Text size="sm">{t('treatment.readOnly', { reason: mayAnswer })}</Text>
        ) : null}
        {draft && mayAnswer === null && maySign !== null ? (
          <Text size="sm">{t('treatment.onlySigner', { reason: maySign })}</Text>
        ) : null}
        {sections.map((section) => (
          <SectionTreatment
            key={section.id}
            section={section}
            blockers={result.blockers}
            form={form}
            sent={sent}
            readOnly={readOnly}
            decisionReadOnly={decisionsReadOnly}
          />
        ))}
        {council ? (
          <CouncilField blockers={result.blockers} form={form} readOnly={decisionsReadOnly} />
        ) : null}
        <ProblemAlert problem={wholeRefusal(form.problem)} aiSystemId={assessment.aiSystemId} />
        {draft ? (
          <Group gap="sm">
            <ActionButton
              type="submit"
              loading={form.busy}
              refusal={mayAnswer ?? (dirty ? null : t('treatment.unchanged'))}
            >
              {t('treatment.save')}
            </ActionButton>
            {form.problem?.code === 'conflict' ? (
              <Button variant="default" onClick={dropChanges}>
                {t('treatment.loadSaved')}
              </Button>
            ) : null}
            <Text size="sm" component="output">
              {dirty ? t('treatment.unsaved') : ''}
            </Text>
          </Group>
        ) : null}
      </Stack>
    </form>
  )
}
