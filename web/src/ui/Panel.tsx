import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'

type Props = {
  title: string
  /** One sentence under the heading. */
  about?: string
  action?: ReactNode
  order?: 2 | 3
  children: ReactNode
}

/** A named part of a page. */
export function Panel({ title, about, action, order = 2, children }: Props) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} p={{ base: 'md', sm: 'lg' }}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Box>
            <Title order={order} id={id}>
              {title}
            </Title>
            {about === undefined ? null : (
              <Text c="dimmed" size="sm" mt={2} className="measure">
                {about}
              </Text>
            )}
          </Box>
          {action}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}
