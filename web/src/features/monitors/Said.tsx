import { Stack, Text } from '@mantine/core'
import { Tag } from '../../ui/Tag.tsx'
import type { Answer } from './summary.ts'

/** An answer: one word with its sign, and the sentence behind it. */
export function Said({ answer, large = false }: { answer: Answer; large?: boolean }) {
  return (
    <Stack gap={4} align="flex-start">
      <Tag tone={answer.tone} icon={answer.icon}>
        {answer.word}
      </Tag>
      <Text size={large ? 'md' : 'sm'} fw={large ? 550 : 400}>
        {answer.text}
      </Text>
    </Stack>
  )
}
