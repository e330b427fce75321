import { Stack, TextInput } from '@mantine/core'
import { dataOf } from '@primum/client'
import type { Schemas } from '@primum/client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { refresh } from '../../lib/refresh.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ExamplePanel } from '../examples/ExamplePanel.tsx'
import { OrganizationFacts } from '../law/OrganizationFacts.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

export function OrganizationPage() {
  const query = useQuery({
    queryKey: ['organization'],
    queryFn: () => dataOf(api.GET('/api/v1/organization')),
  })
  return (
    <SettingsFrame
      title={t('settings.organization.title')}
      purpose={t('settings.organization.purpose')}
    >
      <Stack gap="lg" maw={760}>
        <Loaded query={query}>{(organization) => <NameForm organization={organization} />}</Loaded>
        <OrganizationFacts />
        <ExamplePanel />
      </Stack>
    </SettingsFrame>
  )
}

function NameForm({ organization }: { organization: Schemas['Organization'] }) {
  const refusal = useRefusal('organizations.manage')
  const form = useForm({ name: organization.name }, async (body) => {
    await dataOf(api.PATCH('/api/v1/organization', { body }))
    await refresh('organization', 'session', 'ledger')
    notifyDone(t('common.saved'))
  })
  return (
    <Panel title={t('settings.organization.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack align="flex-start">
          <Facts facts={[[t('settings.organization.since'), formatDay(organization.createdAt)]]} />
          <TextInput
            label={t('settings.organization.name')}
            required
            w="100%"
            value={form.values.name}
            error={form.errorOf('name')}
            onChange={(event) => form.set('name', event.currentTarget.value)}
          />
          <ProblemAlert problem={form.problem} />
          <ActionButton type="submit" refusal={refusal} loading={form.busy}>
            {t('common.save')}
          </ActionButton>
        </Stack>
      </form>
    </Panel>
  )
}
