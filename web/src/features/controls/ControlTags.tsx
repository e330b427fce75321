import type { ImplementationState } from '@primum/core/controls/implementation'
import { label, t } from '../../lib/messages/messages.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { ControlSummary } from './queries.ts'
import type { TestResult } from './test-queries.ts'

const states: Record<ImplementationState, [Tone, IconName]> = {
  'not-started': ['neutral', 'dash'],
  'in-progress': ['info', 'pulse'],
  stale: ['warning', 'clock'],
  failing: ['warning', 'warning'],
  operating: ['ok', 'check'],
}

/** How far it is there; a retired one has no state. */
export function ControlStateTag({ implementation }: Pick<ControlSummary, 'implementation'>) {
  if (implementation === null) return <Tag icon="pause">{t('controls.retired')}</Tag>
  const [tone, icon] = states[implementation.state]
  return (
    <Tag tone={tone} icon={icon}>
      {label('implementation', implementation.state)}
    </Tag>
  )
}

const results: Record<TestResult, [Tone, IconName]> = {
  passed: ['ok', 'check'],
  failed: ['warning', 'warning'],
  'not-decidable': ['neutral', 'question'],
}

export function TestResultTag({ result }: { result: TestResult }) {
  const [tone, icon] = results[result]
  return (
    <Tag tone={tone} icon={icon}>
      {label('testResult', result)}
    </Tag>
  )
}
