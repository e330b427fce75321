import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { gapAssessmentsQuery } from './queries.ts'

type Props = { reference: string; children: ReactNode }

/** A finding names the gap assessment that it is from in words; where one has that name it is linked. */
export function GapSource({ reference, children }: Props) {
  const { data } = useQuery(gapAssessmentsQuery)
  const found = data?.items.find(
    ({ framework, number }) => reference === `${framework.id}, gap assessment ${number}`,
  )
  return found === undefined ? children : <Go to={paths.gapAssessment(found.id)}>{children}</Go>
}
