import { Button, Group, Stack } from '@mantine/core'
import type { Schemas } from '@primum/client'
import { Panel } from '../../ui/Panel.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { QuestionField } from './QuestionField.tsx'
import type { Assessment } from './queries.ts'
import type { Answers } from './use-answers.ts'

type Props = {
  section: Schemas['QuestionSection']
  options: Assessment['questionnaire']['answers']
  answers: Answers
  readOnly: boolean
  next: Schemas['QuestionSection'] | undefined
  onOpen: (id: string) => void
}

export function SectionForm({ section, options, answers, readOnly, next, onOpen }: Props) {
  return (
    <Panel title={section.title} {...(section.meaning ? { about: section.meaning } : {})}>
      <Stack gap={36}>
        {section.questions.map((question) => (
          <QuestionField
            key={question.id}
            question={question}
            options={options}
            answer={answers.byQuestion.get(question.id)}
            readOnly={readOnly}
            onAnswer={answers.give}
          />
        ))}
        {next === undefined ? null : (
          <Group>
            <Button
              variant="default"
              rightSection={<Icon name="right" />}
              onClick={() => onOpen(next.id)}
            >
              {next.title}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}
