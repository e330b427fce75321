import { TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { addSite } from './queries.ts'

export function SiteForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const form = useForm({ name: '', code: '' }, async (values, reset) => {
    const site = await addSite(values)
    notifyDone(t('settings.sites.added', { name: site.name }))
    reset({ name: '', code: '' })
    onClose()
  })
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={t('settings.sites.add')}
      submit={t('settings.sites.add')}
      form={form}
    >
      <TextInput
        label={t('settings.sites.name')}
        required
        value={form.values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.sites.code')}
        description={t('settings.sites.codeAbout')}
        required
        value={form.values.code}
        error={form.errorOf('code')}
        onChange={(event) => form.set('code', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
