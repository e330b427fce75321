import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { versionsQuery } from '../versions/queries.ts'
import { AlarmsPanel } from './AlarmsPanel.tsx'
import { DriftPanel } from './DriftPanel.tsx'
import { MonitorsPanel } from './MonitorsPanel.tsx'
import { PolicyPanel } from './PolicyPanel.tsx'
import { SeriesPanel } from './SeriesPanel.tsx'
import { SubgroupsPanel } from './SubgroupsPanel.tsx'

/** Whether the version in use is still as good as when it was approved. */
export function MonitoringPage() {
  const id = useAiSystemId()
  const versions = useQuery(versionsQuery(id))
  const [{ versionId }] = useUrlState((raw) => ({ versionId: readText(raw['versionId']) }))
  return (
    <Loaded query={versions} height={420}>
      {({ items }) => {
        const shown = versionId ?? shownVersion(items)
        return (
          <Stack gap="lg">
            {shown === undefined ? (
              <EmptyNote
                title={t('monitoring.needsVersion')}
                text={t('monitoring.needsVersionText')}
              >
                <Go to={paths.versions(id)}>{t('versions.title')}</Go>
              </EmptyNote>
            ) : (
              <>
                <SeriesPanel aiSystemId={id} versions={items} versionId={shown} />
                <MonitorsPanel aiSystemId={id} versionId={shown} />
                <AlarmsPanel aiSystemId={id} />
                <SubgroupsPanel aiSystemId={id} versionId={shown} />
                <DriftPanel aiSystemId={id} versionId={shown} />
              </>
            )}
            <PolicyPanel aiSystemId={id} />
          </Stack>
        )
      }}
    </Loaded>
  )
}

/** What runs, or else the newest with a baseline, or else the newest. */
function shownVersion(versions: { id: string; aliases: string[]; baselineId: string | null }[]) {
  const stable = versions.find(({ aliases }) => aliases.includes('stable'))
  return (stable ?? versions.find(({ baselineId }) => baselineId !== null) ?? versions[0])?.id
}
