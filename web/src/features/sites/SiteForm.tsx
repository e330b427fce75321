import { TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { addSite } from './queries.ts'

const empty = { name: '', code: '', country: '', state: '' }

export function SiteForm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const form = useForm(empty, async ({ name, code, country, state }, reset) => {
    const place = {
      country: country === '' ? null : country.toUpperCase(),
      state: state === '' ? null : state.toUpperCase(),
    }
    const site = await addSite({ name, code, ...place })
    notifyDone(t('settings.sites.added', { name: site.name }))
    reset(empty)
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
      <TextInput
        label={t('settings.sites.country')}
        description={t('settings.sites.countryAbout')}
        value={form.values.country}
        error={form.errorOf('country')}
        onChange={(event) => form.set('country', event.currentTarget.value)}
      />
      <TextInput
        label={t('settings.sites.state')}
        description={t('settings.sites.stateAbout')}
        value={form.values.state}
        error={form.errorOf('state')}
        onChange={(event) => form.set('state', event.currentTarget.value)}
      />
    </FormDialog>
  )
}
