import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'

type Props = { title: string; lead?: string; width?: number; children: ReactNode }

/** A page outside the frame: signing in, the first start, and what could not be shown. */
export function OpenFrame({ title, lead, width = 440, children }: Props) {
  useDocumentTitle(`${title} · Primum`)
  return (
    <Box component="main" px="md" py={{ base: 'xl', sm: 72 }} mih="100dvh">
      <Stack maw={width} mx="auto" gap="lg">
        <Group gap="sm">
          <Brand size={34} />
          <div>
            <Title order={1}>{title}</Title>
            {lead === undefined ? null : <Text c="dimmed">{lead}</Text>}
          </div>
        </Group>
        {children}
      </Stack>
    </Box>
  )
}
