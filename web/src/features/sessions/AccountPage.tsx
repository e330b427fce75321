import { Stack } from '@mantine/core'
import { roleTitles } from '@primum/core/access/roles'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useSession } from '../../lib/session.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SettingsFrame } from '../organizations/SettingsFrame.tsx'
import { ChangePassword } from './ChangePassword.tsx'
import { SecondFactor } from './SecondFactor.tsx'

export function AccountPage() {
  const { user, roles, discipline, accessEndsAt, twoFactorEnabled } = useSession()
  return (
    <SettingsFrame title={t('account.title')} purpose={t('account.purpose')}>
      <Stack gap="lg" maw={760}>
        <Panel title={t('account.profile')}>
          <Facts
            facts={[
              [t('account.name'), user?.name],
              [t('account.email'), user?.email],
              [t('account.roles'), roles.map((role) => roleTitles[role]).join(', ')],
              ...(discipline === null
                ? []
                : [[t('account.discipline'), label('discipline', discipline)] as [string, string]]),
              ...(accessEndsAt === null
                ? []
                : [[t('account.accessEnds'), formatDay(accessEndsAt)] as [string, string]]),
            ]}
          />
        </Panel>
        <ChangePassword />
        <SecondFactor enabled={twoFactorEnabled} />
      </Stack>
    </SettingsFrame>
  )
}
