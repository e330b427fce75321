import { label } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { RollbackProposal } from './queries.ts'

/** Open is a matter of patients' safety; what is settled is quiet. */
export function StateTag({ state }: Pick<RollbackProposal, 'state'>) {
  if (state === 'open') {
    return (
      <Tag tone="critical" icon="person">
        {label('proposals.state', state)}
      </Tag>
    )
  }
  return (
    <Tag icon={state === 'rejected' ? 'cross' : 'check'}>{label('proposals.state', state)}</Tag>
  )
}
