import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import type { Evidence } from './queries.ts'
import { SendProgress } from './SendProgress.tsx'
import { useSendVersion } from './use-send-version.ts'
import { VersionFields } from './VersionFields.tsx'
import { emptyVersion, requiredFile } from './version-values.ts'

/** A file as the newest version; earlier ones stay as they are. */
export function VersionDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const sender = useSendVersion()
  const form = useForm(emptyVersion, async (values) => {
    const { versionCount } = await sender.send(evidence, requiredFile(values), values)
    notifyDone(t('evidence.handedOver', { number: versionCount }))
    onClose()
  })
  const close = () => {
    sender.cancel()
    onClose()
  }
  return (
    <FormDialog
      opened
      onClose={close}
      title={t('evidence.handOver')}
      submit={t('evidence.handOver')}
      form={form}
    >
      <VersionFields form={form} />
      <SendProgress sending={sender.sending} />
    </FormDialog>
  )
}
