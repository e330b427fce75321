import { Group, Radio } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { EvidenceScope } from './duty-link.ts'

/** Whether evidence speaks for the duty of one AI system, or of all that have it. */
export function ScopeField(props: {
  value: EvidenceScope
  onChange: (scope: EvidenceScope) => void
}) {
  return (
    <Radio.Group
      label={t('duty.scope')}
      description={t('duty.scopeAbout')}
      value={props.value}
      onChange={(value) => props.onChange(value === 'organization' ? value : 'system')}
    >
      <Group gap="lg" mt={6}>
        <Radio value="system" label={t('duty.scope.system')} />
        <Radio value="organization" label={t('duty.scope.organization')} />
      </Group>
    </Radio.Group>
  )
}
