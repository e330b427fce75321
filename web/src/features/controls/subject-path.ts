import { paths } from '../../paths.ts'
import type { ControlTestRun } from './test-queries.ts'

type Subject = ControlTestRun['sample'][number]['subject']

/** Where a thing that was looked at is found; null for what has no page of its own. */
export function subjectPath({ type, id }: Pick<Subject, 'type' | 'id'>): string | null {
  if (type === 'ledger') return paths.ledger
  if (type === 'members') return paths.members
  if (id === null) return null
  if (type === 'ai-systems') return paths.aiSystem(id)
  if (type === 'incidents') return paths.incident(id)
  return type === 'findings' ? paths.finding(id) : null
}
