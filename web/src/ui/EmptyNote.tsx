import { Paper, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Nothing here yet: says so, and teaches the first step. */
export function EmptyNote(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <Paper p="xl" bg="transparent" style={{ borderStyle: 'dashed' }}>
      <Stack gap="xs" align="flex-start" className="measure">
        <Text fw={600}>{props.title}</Text>
        <Text c="dimmed">{props.text}</Text>
        {props.children}
      </Stack>
    </Paper>
  )
}
