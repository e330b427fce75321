import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useRef } from 'react'
import { gapJudgements } from '@primum/core/frameworks/gap'
import { t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { useRevisedForm } from '../../lib/use-revised-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { OvertakenNote } from '../../ui/OvertakenNote.tsx'
import { Part } from '../../ui/Part.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { JudgementList } from './JudgementFacts.tsx'
import { judgeRequirement, keepGapAssessment } from './queries.ts'
import type { GapAssessment, GapLine } from './queries.ts'

type Props = {
  assessment: GapAssessment
  line: GapLine
  hasNext: boolean
  onCancel: () => void
  onSaved: (goOn: boolean) => void
}

const valuesOf = ({ judgement, note }: GapLine) => ({ judgement, note })

/** What was found, with what was seen. It closes no gap, and overwrites nobody's unseen. */
export function JudgeForm({ assessment, line, hasNext, onCancel, onSaved }: Props) {
  const goOn = useRef(false)
  const { form, overtaken, keep, take } = useRevisedForm({
    record: line,
    valuesOf,
    send: async ({ judgement, note }, revision) => {
      if (judgement === null) throw new Error(t('gapLine.sayFirst'))
      const { requirementId } = line
      return judgeRequirement(assessment.id, { requirementId, revision }, { judgement, note })
    },
    reload: () => refresh('gap-assessments'),
    onSaved: async (saved) => {
      await keepGapAssessment(saved)
      onSaved(goOn.current)
    },
  })
  const { values } = form
  const refusal = overtaken
    ? t('gapLine.chooseFirst')
    : values.judgement === null
      ? t('gapLine.sayFirst')
      : null
  const saveAnd = (next: boolean) => () => {
    goOn.current = next
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null) void form.submit()
      }}
    >
      <Stack>
        {line.judgement === null || overtaken ? null : (
          <Part title={t('gapLine.recorded')}>
            <JudgementList line={line} assessment={assessment} />
          </Part>
        )}
        {overtaken ? (
          <OvertakenNote
            title={t('gapLine.overtakenTitle')}
            text={t('statement.overtakenText')}
            onKeep={keep}
            onTake={take}
          >
            <JudgementList line={line} assessment={assessment} />
          </OvertakenNote>
        ) : null}
        <Radio.Group
          label={t('gapLine.question')}
          required
          value={values.judgement ?? ''}
          error={form.errorOf('judgement')}
          onChange={(value) =>
            form.set('judgement', gapJudgements.find((each) => each === value) ?? null)
          }
        >
          <Group gap="lg" mt={6}>
            {gapJudgements.map((value) => (
              <Radio key={value} value={value} label={t(`gapLine.say.${value}`)} />
            ))}
          </Group>
        </Radio.Group>
        <Text size="sm" c="dimmed" mt={-8}>
          {t('gapLine.questionAbout')}
        </Text>
        <Textarea
          label={t('gapLine.note')}
          description={t('gapLine.noteAbout')}
          required
          autosize
          minRows={3}
          maxLength={2000}
          value={values.note}
          error={form.errorOf('note')}
          onChange={(event) => form.set('note', event.currentTarget.value)}
        />
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
              onClick={saveAnd(true)}
            >
              {t('gapLine.saveNext')}
            </ActionButton>
          ) : null}
          <ActionButton
            type="submit"
            refusal={refusal}
            loading={form.busy}
            onClick={saveAnd(false)}
          >
            {t('gapLine.save')}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  )
}
