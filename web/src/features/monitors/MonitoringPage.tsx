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
import type { Version } from '../versions/queries.ts'
import { ProposalsPanel } from '../rollback-proposals/ProposalsPanel.tsx'
import { AlarmsPanel } from './AlarmsPanel.tsx'
import { ComparePanel } from './ComparePanel.tsx'
import { CurvesPanel } from './CurvesPanel.tsx'
import { DriftPanel } from './DriftPanel.tsx'
import { LimitsPanel } from './LimitsPanel.tsx'
import { MonitorsPanel } from './MonitorsPanel.tsx'
import { PolicyPanel } from './PolicyPanel.tsx'
import { ReviewsPanel } from './ReviewsPanel.tsx'
import { SeriesPanel } from './SeriesPanel.tsx'
import { SummaryPanel } from './SummaryPanel.tsx'
import { SubgroupsPanel } from './SubgroupsPanel.tsx'

/** Whether the version in use is still as good as when it was approved. */
export function MonitoringPage() {
  const id = useAiSystemId()
  const versions = useQuery(versionsQuery(id))
  const [{ versionId }] = useUrlState((raw) => ({ versionId: readText(raw['versionId']) }))
  return (
    <Loaded query={versions} height={420}>
      {({ items }) => {
        const stable = items.find(({ aliases }) => aliases.includes('stable'))
        const shown = items.find(({ id: each }) => each === versionId) ?? shownVersion(items)
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
                <ProposalsPanel aiSystemId={id} waiting />
                {shown.baselineId === null ? (
                  <LimitsPanel aiSystemId={id} version={shown} stable={stable} />
                ) : (
                  <SummaryPanel aiSystemId={id} version={shown} stable={stable} />
                )}
                <ReviewsPanel aiSystemId={id} version={shown} />
                <SeriesPanel aiSystemId={id} versions={items} version={shown} />
                <MonitorsPanel aiSystemId={id} version={shown} />
                <AlarmsPanel aiSystemId={id} />
                {shown.baselineId === null ? null : (
                  <>
                    <SubgroupsPanel aiSystemId={id} versionId={shown.id} />
                    <CurvesPanel aiSystemId={id} versionId={shown.id} />
                    <DriftPanel aiSystemId={id} versionId={shown.id} />
                    <ComparePanel aiSystemId={id} versions={items} versionId={shown.id} />
                  </>
                )}
              </>
            )}
            <ProposalsPanel aiSystemId={id} waiting={false} />
            <PolicyPanel aiSystemId={id} />
          </Stack>
        )
      }}
    </Loaded>
  )
}

/** What runs, or else the newest with a baseline, or else the newest. */
function shownVersion(versions: Version[]): Version | undefined {
  const stable = versions.find(({ aliases }) => aliases.includes('stable'))
  return stable ?? versions.find(({ baselineId }) => baselineId !== null) ?? versions[0]
}
