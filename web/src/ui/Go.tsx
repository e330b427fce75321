import { Anchor, Button } from '@mantine/core'
import type { AnchorProps, ButtonProps } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/** What an anchor needs to move within the app, and still open in a new tab when asked to. */
export function useGo(to: string): { href: string; onClick: (event: MouseEvent) => void } {
  const router = useRouter()
  return {
    href: to,
    onClick: (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0)
        return
      event.preventDefault()
      router.history.push(to)
    },
  }
}

export function Go({ to, children, ...rest }: AnchorProps & { to: string; children: ReactNode }) {
  return (
    <Anchor inherit {...rest} {...useGo(to)}>
      {children}
    </Anchor>
  )
}

export function GoButton(props: ButtonProps & { to: string; children: ReactNode }) {
  const { to, children, ...rest } = props
  return (
    <Button component="a" {...rest} {...useGo(to)}>
      {children}
    </Button>
  )
}
