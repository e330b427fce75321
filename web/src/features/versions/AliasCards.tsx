import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { aliasesQuery } from './alias-queries.ts'
import type { Alias } from './alias-queries.ts'

const order = ['stable', 'candidate', 'previous'] as const

/** What runs, what waits, and what a rollback would return to. */
export function AliasCards({ aiSystemId }: { aiSystemId: string }) {
  const query = useQuery(aliasesQuery(aiSystemId))
  return (
    <Panel title={t('versions.aliases')} about={t('versions.aliasesAbout')}>
      <Loaded query={query} height={90}>
        {({ items }) => (
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
            {order.map((name) => (
              <AliasCard
                key={name}
                aiSystemId={aiSystemId}
                name={name}
                alias={items.find((each) => each.alias === name)}
              />
            ))}
          </SimpleGrid>
        )}
      </Loaded>
    </Panel>
  )
}

type CardProps = { aiSystemId: string; name: (typeof order)[number]; alias: Alias | undefined }

function AliasCard({ aiSystemId, name, alias }: CardProps) {
  const version = alias?.version ?? null
  return (
    <Paper
      p="md"
      {...(name === 'stable' ? { style: { borderColor: 'light-dark(#3f9294, #3f9294)' } } : {})}
    >
      <Stack gap={2}>
        <Title order={3} size="0.9375rem">
          {label('alias', name)}
        </Title>
        <Text size="sm" c="dimmed">
          {t(`versions.alias.${name}`)}
        </Text>
        {version === null ? (
          <Text>{t('versions.aliasNone')}</Text>
        ) : (
          <Text size="lg" className="tabular">
            <Go to={paths.version(aiSystemId, version.id)} fw={600}>
              {version.label}
            </Go>
          </Text>
        )}
        {alias === undefined || alias.since === null ? null : (
          <Text size="sm" c="dimmed">
            {t('versions.since', { at: formatTime(alias.since) })}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}
