import { Radio, Stack, Text } from '@mantine/core'
import type { Schemas } from '@primum/client'
import type { RiskFactor } from '@primum/core/risk/scales'
import { riskFactors } from '@primum/core/risk/scales'
import { Panel } from '../../ui/Panel.tsx'
import type { PartialAnswers } from './tier-preview.ts'

type Props = {
  sections: Schemas['QuestionSection'][]
  answers: PartialAnswers
  onAnswer: (factor: RiskFactor, value: number) => void
}

/** The six factors with their anchors. Facts of the record are not asked again. */
export function ScaleQuestions({ sections, answers, onAnswer }: Props) {
  return sections.map((section) => {
    const asked = section.questions.flatMap((question) => {
      const factor = riskFactors.find((each) => each === question.id)
      return factor === undefined ? [] : [{ question, factor }]
    })
    if (asked.length === 0) return null
    return (
      <Panel
        key={section.id}
        title={section.title}
        {...(section.meaning ? { about: section.meaning } : {})}
      >
        <Stack gap="xl">
          {asked.map(({ question, factor }) => (
            <Radio.Group
              key={factor}
              label={
                <Text span fw={600}>
                  {question.title}
                </Text>
              }
              description={question.text}
              value={answers[factor] === undefined ? '' : String(answers[factor])}
              onChange={(value) => onAnswer(factor, Number(value))}
            >
              <Stack gap={8} mt="xs">
                {(question.scale ?? []).map(({ value, anchor }) => (
                  <Radio key={value} value={String(value)} label={`${value}. ${anchor}`} />
                ))}
              </Stack>
            </Radio.Group>
          ))}
        </Stack>
      </Panel>
    )
  })
}
