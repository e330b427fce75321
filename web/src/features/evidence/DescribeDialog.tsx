import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { DescribedFields } from './DescribedFields.tsx'
import { describedValues, toDescribed } from './described-values.ts'
import { describeEvidence } from './queries.ts'
import type { Evidence } from './queries.ts'

export function DescribeDialog({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const form = useForm(describedValues(evidence), async (values) => {
    await describeEvidence(evidence, toDescribed(values))
    notifyDone(t('common.saved'))
    onClose()
  })
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('evidence.describe')}
      submit={t('common.save')}
      form={form}
    >
      <DescribedFields form={form} />
    </FormDialog>
  )
}
