import { AppShell } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useRef } from 'react'
import { t } from '../lib/messages/messages.ts'
import classes from './AppFrame.module.css'
import { Header } from './Header.tsx'
import { Navigation } from './Navigation.tsx'
import { openPalette } from './open-palette.ts'

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))

/** What stands around every page: skip link, header, navigation, and the page itself. */
export function AppFrame() {
  const [opened, { toggle, close }] = useDisclosure(false)
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  // Heard here, and not by the palette, which may still be on its way: no key is lost meanwhile.
  useHotkeys([['mod + K', openPalette]])
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    close()
    // Whoever reads by ear or keyboard goes on at the new page, not at the link they left.
    main.current?.focus({ preventScroll: true })
  }, [pathname, close])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <a className={classes['skip']} href="#main">
        {t('layout.skip')}
      </a>
      <Header opened={opened} onToggle={toggle} />
      <Navigation />
      <AppShell.Main ref={main} id="main" tabIndex={-1} className={classes['main'] ?? ''}>
        <div className={classes['page']}>
          <Outlet />
        </div>
      </AppShell.Main>
      <Suspense fallback={null}>
        <Palette />
      </Suspense>
    </AppShell>
  )
}
