import { Group, Radio, Stack, Text, Textarea } from '@mantine/core'
import type { Schemas } from '@primum/client'
import { t } from '../../lib/messages/messages.ts'
import type { AnswerInput, Assessment } from './queries.ts'

type Props = {
  question: Schemas['Question']
  options: Assessment['questionnaire']['answers']
  value: AnswerInput['value'] | undefined
  readOnly: boolean
  onChange: (value: AnswerInput['value']) => void
}

type Choice = { value: AnswerInput['value']; title: string; about?: string }

/** The choices of a question, whatever its kind; text is its own. */
function choicesOf(
  question: Schemas['Question'],
  options: Assessment['questionnaire']['answers'],
): Choice[] {
  switch (question.answerType) {
    case 'concern':
      return options.map(({ value, label, meaning }) => ({
        value,
        title: `${typeof value === 'number' ? `${value}, ` : ''}${label}`,
        about: meaning,
      }))
    case 'scale':
      return (question.scale ?? []).map(({ value, anchor }) => ({
        value,
        title: `${value}. ${anchor}`,
      }))
    case 'choice':
      return (question.choices ?? []).map(({ value, label }) => ({ value, title: label }))
    case 'boolean':
      return [
        { value: true, title: t('common.yes') },
        { value: false, title: t('common.no') },
      ]
    default:
      return []
  }
}

export function ValueInput({ question, options, value, readOnly, onChange }: Props) {
  const title = (
    <Text span fw={600}>
      {question.text}
    </Text>
  )
  if (question.answerType === 'text') {
    return (
      <Textarea
        label={title}
        readOnly={readOnly}
        autosize
        minRows={2}
        defaultValue={typeof value === 'string' ? value : ''}
        onBlur={(event) => {
          const text = event.currentTarget.value.trim()
          if (text !== (value ?? '')) onChange(text === '' ? null : text)
        }}
      />
    )
  }
  const choices = choicesOf(question, options)
  if (readOnly) {
    const chosen = choices.find((choice) => choice.value === value)
    return (
      <div>
        {title}
        <Text mt={4}>
          {chosen === undefined ? t('assessment.notAnswered') : chosen.title}
          {chosen?.about === undefined ? '' : `: ${chosen.about}`}
        </Text>
      </div>
    )
  }
  const radios = choices.map((choice) => (
    <Radio
      key={String(choice.value)}
      value={String(choice.value)}
      label={choice.title}
      {...(choice.about === undefined ? {} : { title: choice.about })}
    />
  ))
  return (
    <Radio.Group
      label={title}
      value={value === undefined || value === null ? '' : String(value)}
      onChange={(next) =>
        onChange(choices.find((choice) => String(choice.value) === next)?.value ?? null)
      }
    >
      {question.answerType === 'scale' ? (
        <Stack gap={8} mt="xs">
          {radios}
        </Stack>
      ) : (
        <Group gap="md" mt="xs">
          {radios}
        </Group>
      )}
    </Radio.Group>
  )
}
