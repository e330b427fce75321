import type { CriterionState } from '@primum/core/validation/judge-criteria'
import { t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'

const look = {
  met: { tone: 'ok', icon: 'check' },
  'not-met': { tone: 'warning', icon: 'cross' },
  'not-estimable': { tone: 'neutral', icon: 'question' },
} as const

export function VerdictTag({ state }: { state: CriterionState }) {
  return <Tag {...look[state]}>{t(`results.state.${state}`)}</Tag>
}
