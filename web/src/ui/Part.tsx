import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A named piece of what a dialog or a panel tells. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  )
}
