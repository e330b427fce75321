import { Skeleton, Stack, Title, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { asProblem } from '../lib/use-form.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** Height of what will stand here, so that nothing jumps. */
  height?: number
  /** Where the page's own heading comes with the data: what to call the page until then. */
  heading?: string
  children: (data: T) => ReactNode
}

/** Something asked of the server: its outline first, then itself, or what went wrong. */
export function Loaded<T>({ query, height = 160, heading, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <Stack gap="sm">
        {heading === undefined ? null : <Title order={1}>{heading}</Title>}
        <ProblemAlert problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      </Stack>
    )
  }
  return (
    <Stack gap="sm" aria-busy="true">
      {heading === undefined ? null : <Title order={1}>{heading}</Title>}
      <VisuallyHidden component="output">{t('common.loading')}</VisuallyHidden>
      <Skeleton height={22} width="38%" />
      <Skeleton height={height} />
    </Stack>
  )
}
