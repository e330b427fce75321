import { AppShell, Burger, Button, Kbd } from '@mantine/core'
import { t } from '../lib/messages/messages.ts'
import { useSession } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { useGo } from '../ui/Go.tsx'
import { Icon } from '../ui/Icon.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import classes from './AppFrame.module.css'
import { Brand } from './Brand.tsx'
import { NotificationMenu } from './NotificationMenu.tsx'
import { openPalette } from './open-palette.ts'

export function Header({ opened, onToggle }: { opened: boolean; onToggle: () => void }) {
  const { organization } = useSession()
  return (
    <AppShell.Header>
      <div className={classes['header']}>
        <Burger
          opened={opened}
          onClick={onToggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={t(opened ? 'layout.closeNavigation' : 'layout.openNavigation')}
        />
        <a className={classes['brand']} {...useGo(paths.worklist)}>
          <Brand size={26} />
          Primum
        </a>
        <span className={`${classes['organization']} mantine-visible-from-sm`}>
          {organization.name}
        </span>
        <span style={{ flex: 1 }} />
        <Button
          variant="default"
          size="xs"
          visibleFrom="sm"
          leftSection={<Icon name="search" size={14} />}
          rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          onClick={openPalette}
        >
          {t('layout.search')}
        </Button>
        <NotificationMenu />
        <AccountMenu />
      </div>
    </AppShell.Header>
  )
}
