import { Alert, List, Stack, Text } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { Pack } from './queries.ts'

/** On top of the list: how many releases wait, and the way to each. */
export function WaitingNote({ packs }: { packs: readonly Pack[] }) {
  const waiting = packs.filter((pack) => pack.waiting !== null)
  if (waiting.length === 0) return <Text c="dimmed">{t('contentReleases.none')}</Text>
  return (
    <Alert
      color="orange"
      variant="outline"
      icon={<Icon name="clock" size={18} />}
      title={plural(waiting.length, 'contentReleases.waits.one', 'contentReleases.waits.other')}
      styles={{ label: { color: 'var(--tone-warning)' }, icon: { color: 'var(--tone-warning)' } }}
    >
      <Stack gap="xs">
        <Text size="sm">{t('contentReleases.waitsAbout')}</Text>
        <List size="sm" spacing={2}>
          {waiting.map((pack) => (
            <List.Item key={`${pack.kind} ${pack.id}`}>
              <Go to={paths.contentRelease(pack.kind, pack.id)}>{pack.title}</Go>{' '}
              {pack.waiting?.release}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  )
}
