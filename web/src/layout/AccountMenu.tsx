import { Button, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { dataOf } from '@primum/client'
import { useRouter } from '@tanstack/react-router'
import { api } from '../lib/api.ts'
import { t } from '../lib/messages/messages.ts'
import { queryClient } from '../lib/query-client.ts'
import { useSession } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Icon } from '../ui/Icon.tsx'

export function AccountMenu() {
  const { user } = useSession()
  const { history } = useRouter()
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const signOut = async () => {
    await dataOf(api.DELETE('/api/v1/session'))
    queryClient.clear()
    history.push(paths.signIn)
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="xs"
          color="gray"
          c="var(--mantine-color-text)"
          aria-label={user?.name ?? t('layout.account')}
        >
          <Icon name="person" size={18} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="dimmed">{user?.name}</Menu.Label>
        <Menu.Item leftSection={<Icon name="gear" />} onClick={() => history.push(paths.account)}>
          {t('layout.account')}
        </Menu.Item>
        <Menu.Item
          leftSection={<Icon name={dark ? 'sun' : 'moon'} />}
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        >
          {t(dark ? 'layout.light' : 'layout.dark')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t('layout.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
