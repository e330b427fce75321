import { t } from '../../lib/messages/messages.ts'
import type { ControlSummary } from './queries.ts'

/** Who answers for it; who has left answers for nothing. */
export function ownerName(owner: ControlSummary['owner']): string {
  if (owner === null) return t('controls.noOwner')
  return owner.left ? t('controls.ownerLeft', { name: owner.name }) : owner.name
}
