import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { switchPack } from './queries.ts'
import type { Pack } from './queries.ts'

/** Switches off, or on again: with a reason, and as it was when the dialog was opened. */
export function SwitchAction({ pack, small = false }: { pack: Pack; small?: boolean }) {
  const refusal = useRefusal('content-packs.manage')
  const [asked, setAsked] = useState<Pack | null>(null)
  const on = pack.switchedOff !== null
  return (
    <>
      <ActionButton
        variant="default"
        refusal={refusal}
        onClick={() => setAsked(pack)}
        // In a list the name says which one it is for.
        {...(small ? { size: 'xs', 'aria-label': actionOf(on, pack.id) } : {})}
      >
        {t(on ? 'contentRelease.switchOn' : 'contentRelease.switchOff')}
      </ActionButton>
      {asked === null ? null : <SwitchDialog pack={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function actionOf(on: boolean, id: string): string {
  return t(on ? 'contentRelease.switchOnOf' : 'contentRelease.switchOffOf', { id })
}

function SwitchDialog({ pack, onClose }: { pack: Pack; onClose: () => void }) {
  const { id, title, kind } = pack
  const on = pack.switchedOff !== null
  const about = kind === 'crosswalk' ? 'switchOffCrosswalk' : 'switchOffAbout'
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t(on ? 'contentRelease.switchOnTitle' : 'contentRelease.switchOffTitle', { title })}
      consequence={t(`contentRelease.${on ? 'switchOnAbout' : about}`)}
      confirm={t(on ? 'contentRelease.switchOn' : 'contentRelease.switchOff')}
      act={async (reason) => {
        await switchPack(pack, { on, reason })
        notifyDone(t(on ? 'contentRelease.switchedOn' : 'contentRelease.switchedOff', { id }))
      }}
    />
  )
}
