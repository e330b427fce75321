import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { notifyDone } from '../../ui/notify.ts'
import { RegisterDialog } from '../evidence/RegisterDialog.tsx'
import { dutyLink } from './duty-link.ts'
import type { EvidenceScope } from './duty-link.ts'
import type { Duty } from './queries.ts'
import { ScopeField } from './ScopeField.tsx'

/** New evidence that speaks for the duty from its first day. */
export function FileEvidenceDialog({ duty, onClose }: { duty: Duty; onClose: () => void }) {
  const [scope, setScope] = useState<EvidenceScope>('system')
  return (
    <RegisterDialog
      fileNeeded
      links={[dutyLink(duty, scope)]}
      onClose={onClose}
      onFiled={() => {
        notifyDone(t('duty.filed'))
        onClose()
      }}
    >
      <ScopeField value={scope} onChange={setScope} />
    </RegisterDialog>
  )
}
