import { Button, Group, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { markRead, notificationsQuery } from '../features/notifications/queries.ts'
import { formatDistance } from '../lib/format.ts'
import { plural, t } from '../lib/messages/messages.ts'
import { Go } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Tag.tsx'

/** What Primum told this person: the count always, the texts on demand. */
export function NotificationMenu() {
  const [opened, { toggle, close }] = useDisclosure(false)
  const { data } = useQuery(notificationsQuery)
  const items = data?.items ?? []
  const unread = data?.unread ?? 0
  const title =
    unread === 0
      ? t('layout.notifications')
      : plural(unread, 'layout.unread.one', 'layout.unread.other')
  return (
    <Popover opened={opened} onChange={close} position="bottom-end" width={340} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          c="var(--mantine-color-text)"
          onClick={toggle}
          aria-label={title}
        >
          <Group gap={4}>
            <Icon name="alert" size={18} />
            {unread > 0 ? <Tag tone="info">{unread}</Tag> : null}
          </Group>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('layout.notifications')}>
        <Stack gap="sm" mah={420} style={{ overflowY: 'auto' }}>
          {items.length === 0 ? <Text size="sm">{t('layout.noNotifications')}</Text> : null}
          {items.slice(0, 12).map((item) => (
            <div key={item.id}>
              <Go to={item.path} size="sm" fw={item.readAt === null ? 600 : 400}>
                {item.title}
              </Go>
              <Text size="sm">{item.body}</Text>
              <Text size="xs" c="dimmed">
                {formatDistance(item.createdAt, new Date())}
              </Text>
            </div>
          ))}
          {unread > 0 ? (
            <Button variant="default" size="xs" onClick={() => void markRead(items)}>
              {t('layout.markRead')}
            </Button>
          ) : null}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
