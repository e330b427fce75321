import { Box, Group, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { paths } from '../paths.ts'
import { Crumbs } from './Crumbs.tsx'
import type { Crumb } from './Crumbs.tsx'
import { Go } from './Go.tsx'

type Props = {
  title: string
  /** One sentence: what this page is for. */
  purpose: string
  /** The section of the guide that explains it. */
  guide: string
  crumbs?: Crumb[]
  badges?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, purpose, guide, crumbs = [], badges, actions }: Props) {
  useDocumentTitle(`${title} · Primum`)
  return (
    <Box component="header" mb="lg">
      <Crumbs crumbs={crumbs} />
      <Group justify="space-between" align="flex-start" gap="md">
        <Box flex="1 1 20rem">
          <Group gap="sm">
            <Title order={1}>{title}</Title>
            {badges}
          </Group>
          <Text c="dimmed" mt={4} className="measure">
            {purpose} <Go to={`${paths.guide}#${guide}`}>{t('common.guide')}</Go>
          </Text>
        </Box>
        {actions === undefined ? null : <Group gap="sm">{actions}</Group>}
      </Group>
    </Box>
  )
}
