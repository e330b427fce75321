import { Group, Stack, Text, Textarea } from '@mantine/core'
import type { Schemas } from '@primum/client'
import type { Answer } from '@primum/core/questionnaires/answers'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Why } from '../../ui/Why.tsx'
import type { AnswerInput, Assessment } from './queries.ts'
import { ValueInput } from './ValueInput.tsx'

type Props = {
  question: Schemas['Question']
  options: Assessment['questionnaire']['answers']
  answer: Answer | undefined
  readOnly: boolean
  onAnswer: (answer: AnswerInput) => void
}

/** One question of any kind: its answer, a note, and why it is asked. */
export function QuestionField({ question, options, answer, readOnly, onAnswer }: Props) {
  const [note, setNote] = useState(answer?.note ?? '')
  const give = (value: AnswerInput['value'], words: string) => {
    // Not applicable without its reason is no answer yet.
    if (value === 'na' && words.trim() === '') return
    onAnswer({
      questionId: question.id,
      value,
      ...(words.trim() === '' ? {} : { note: words.trim() }),
    })
  }
  const [chosen, setChosen] = useState<AnswerInput['value'] | undefined>(answer?.value)
  const isNa = chosen === 'na'
  const saveNote = () => {
    if (chosen !== undefined && note.trim() !== (answer?.note ?? '')) give(chosen, note)
  }
  return (
    <Stack gap="xs">
      <ValueInput
        question={question}
        options={options}
        value={chosen}
        readOnly={readOnly}
        onChange={(value) => {
          setChosen(value)
          give(value, note)
        }}
      />
      <Group gap="sm">
        {question.gate ? <Tag tone="info">{t('assessment.gate')}</Tag> : null}
        <Text size="sm" c="dimmed" className="mono">
          {question.id}
        </Text>
        <Why about={question.text} reason={reasonOf(question)} />
      </Group>
      {readOnly && note !== '' ? (
        <Text size="sm" className="prewrap">
          {note}
        </Text>
      ) : null}
      {chosen === undefined || readOnly ? null : (
        <Textarea
          label={t(isNa ? 'assessment.noteNa' : 'assessment.note')}
          required={isNa}
          autosize
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onBlur={saveNote}
        />
      )}
    </Stack>
  )
}

function reasonOf(question: Schemas['Question']): string {
  const { evidence, redFlag, references, gate } = question
  return [
    ...(gate ? [t('assessment.gateAbout')] : []),
    ...(evidence === undefined ? [] : [`${t('assessment.evidence', { evidence })}.`]),
    ...(redFlag === undefined ? [] : [`${t('assessment.redFlag', { redFlag })}.`]),
    ...(references.length === 0
      ? []
      : [
          `${t('assessment.references', { references: references.join(', ').replaceAll(':', ' ') })}.`,
        ]),
  ].join(' ')
}
