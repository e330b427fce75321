import type { Schemas } from '@primum/client'
import type { DutySummary } from './queries.ts'

export type AssignValues = {
  /** a member, `nobody`, or `keep` */
  owner: string
  due: 'keep' | 'day' | 'law'
  /** `YYYY-MM-DD` as a date field writes it; empty where none is chosen */
  day: string
}

/** Somebody may have to do something about it, now or later. */
export function isAssignable({ status }: Pick<DutySummary, 'status'>): boolean {
  return status !== 'exempt' && status !== 'ended'
}

/** What stays as it is is not sent; null where nothing would change. */
export function assignBody(
  ids: string[],
  { owner, due, day }: AssignValues,
): Schemas['AssignDutiesRequest'] | null {
  if (owner === 'keep' && due === 'keep') return null
  return {
    ids,
    ...(owner === 'keep' ? {} : { ownerId: owner === 'nobody' ? null : owner }),
    ...(due === 'keep' ? {} : { dueOn: due === 'law' ? null : day }),
  }
}
