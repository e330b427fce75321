import { Outlet, useLocation } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Alert, Stack } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { aiSystemQuery, useAiSystemId } from './queries.ts'
import { SuspendAction } from './SuspendAction.tsx'
import { SystemTabs, purposeOf } from './SystemTabs.tsx'
import { SystemTags, TierTag } from './SystemTags.tsx'

/** The workspace of one AI system: its name and state above, its parts as tabs in the order of life. */
export function AiSystemFrame() {
  const id = useAiSystemId()
  const query = useQuery(aiSystemQuery(id))
  const { pathname } = useLocation()
  return (
    <Loaded query={query} height={420} heading={t('aiSystem.heading')}>
      {(system) => (
        <>
          <PageHeader
            title={system.name}
            {...purposeOf(system.id, pathname)}
            crumbs={[{ title: t('aiSystems.title'), to: paths.aiSystems }]}
            badges={
              <>
                <TierTag tier={system.tier} />
                <SystemTags system={system} />
              </>
            }
            actions={<SuspendAction system={system} />}
          />
          <Stack gap="lg">
            {system.suspendedAt === null ? null : (
              <Alert
                color="red"
                variant="outline"
                icon={<Icon name="pause" size={18} />}
                styles={{ icon: { color: 'var(--tone-critical)' } }}
              >
                {t('aiSystem.suspendedSince', {
                  at: formatTime(system.suspendedAt),
                  reason: system.suspensionReason ?? '',
                })}
              </Alert>
            )}
            <SystemTabs id={system.id} />
            <Outlet />
          </Stack>
        </>
      )}
    </Loaded>
  )
}
