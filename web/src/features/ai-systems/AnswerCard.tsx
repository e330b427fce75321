import { Paper, Stack, Text, Title } from '@mantine/core'
import { Go } from '../../ui/Go.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'

type Props = {
  question: string
  to: string
  tone: Tone
  icon: IconName
  word: string
  answer: string
}

/** One question about the system, answered in a word and a sentence. */
export function AnswerCard({ question, to, tone, icon, word, answer }: Props) {
  return (
    <Paper p="md" h="100%">
      <Stack gap={6} align="flex-start">
        <Title order={2} size="0.875rem" fw={600}>
          <Go to={to} underline="hover">
            {question}
          </Go>
        </Title>
        <Tag tone={tone} icon={icon}>
          {word}
        </Tag>
        <Text size="sm">{answer}</Text>
      </Stack>
    </Paper>
  )
}
