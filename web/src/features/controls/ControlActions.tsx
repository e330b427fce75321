import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { ControlForm } from './ControlForm.tsx'
import { retireControl } from './queries.ts'
import type { Control } from './queries.ts'

/**
 * Changes and retires. Each dialog keeps the control as it was when it was opened: what somebody
 * else changes meanwhile is then a conflict, and not overwritten.
 */
export function ControlActions({ control }: { control: Control }) {
  const refusal = useRefusal('controls.manage')
  const [edited, setEdited] = useState<Control | null>(null)
  const [retired, setRetired] = useState<Control | null>(null)
  return (
    <>
      <ActionButton variant="default" refusal={refusal} onClick={() => setEdited(control)}>
        {t('common.edit')}
      </ActionButton>
      <ActionButton variant="default" refusal={refusal} onClick={() => setRetired(control)}>
        {t('control.retire')}
      </ActionButton>
      {edited === null ? null : <ControlForm control={edited} onClose={() => setEdited(null)} />}
      {retired === null ? null : (
        <ReasonDialog
          opened
          onClose={() => setRetired(null)}
          title={t('control.retireTitle', { reference: retired.reference })}
          consequence={t('control.retireAbout')}
          confirm={t('control.retire')}
          act={async (reason) => {
            await retireControl(retired, reason)
            notifyDone(t('control.retireDone', { reference: retired.reference }))
          }}
        />
      )}
    </>
  )
}
