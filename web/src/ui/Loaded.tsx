import { Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../lib/messages/messages.ts'
import { asProblem } from '../lib/use-form.ts'
import { ProblemAlert } from './ProblemAlert.tsx'

type Props<T> = {
  query: UseQueryResult<T>
  /** Height of what will stand here, so that nothing jumps. */
  height?: number
  children: (data: T) => ReactNode
}

/** Something asked of the server: its outline first, then itself, or what went wrong. */
export function Loaded<T>({ query, height = 160, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return <ProblemAlert problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  }
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{t('common.loading')}</VisuallyHidden>
      <Skeleton height={22} width="38%" />
      <Skeleton height={height} />
    </Stack>
  )
}
