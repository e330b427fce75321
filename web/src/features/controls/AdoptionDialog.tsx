import { t } from '../../lib/messages/messages.ts'
import { notifyDone } from '../../ui/notify.ts'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { adoptMapping, dropMapping } from './queries.ts'
import type { Reach } from './reach-columns.tsx'

/** Takes a mapping of the crosswalk as the organization's own, or back: it holds for all controls. */
export function AdoptionDialog({ reach, onClose }: { reach: Reach; onClose: () => void }) {
  const { from, requirementId: to, adopted } = reach
  const act = adopted ? 'drop' : 'adopt'
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={t(`control.${act}Title`)}
      consequence={t(`control.${act}About`, { from, to })}
      confirm={t(`control.${act}`)}
      withReason={!adopted}
      reasonNeeded={!adopted}
      act={async (reason) => {
        await (adopted ? dropMapping({ from, to }) : adoptMapping({ from, to }, reason))
        notifyDone(t(`control.${act}Done`))
      }}
    />
  )
}
