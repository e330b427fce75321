import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ClosedPanel } from './ClosedPanel.tsx'
import { CloseGapAction } from './CloseGapAction.tsx'
import { GapFigures } from './GapFigures.tsx'
import { GapLegend } from './GapLegend.tsx'
import { GapLinesView } from './GapLinesView.tsx'
import { GapMap } from './GapMap.tsx'
import { GapAssessmentTag } from './GapTags.tsx'
import { exportPath, gapAssessmentQuery } from './queries.ts'

export function GapAssessmentPage() {
  const query = useQuery(gapAssessmentQuery(usePathPart('gapAssessmentId')))
  return (
    <Loaded query={query} height={480} heading={t('gapAssessments.assessment')}>
      {(assessment) => {
        const { id, number, framework, closedAt, lines } = assessment
        return (
          <>
            <PageHeader
              title={t('gapAssessments.name', { number, framework: framework.id })}
              purpose={t('gapAssessment.purpose')}
              guide="gap-assessments"
              crumbs={[{ title: t('gapAssessments.title'), to: paths.gapAssessments }]}
              badges={<GapAssessmentTag closedAt={closedAt} />}
              actions={
                <>
                  <Button
                    component="a"
                    href={exportPath(id)}
                    download
                    variant="default"
                    leftSection={<Icon name="download" />}
                  >
                    {t('statement.export')}
                  </Button>
                  {closedAt === null ? <CloseGapAction assessment={assessment} /> : null}
                </>
              }
            />
            <Stack gap="lg">
              <GapFigures assessment={assessment} />
              {closedAt === null ? null : (
                <ClosedPanel assessment={assessment} closedAt={closedAt} />
              )}
              {lines.length === 0 ? (
                <EmptyNote title={t('coverage.emptyTitle')} text={t('coverage.emptyText')} />
              ) : (
                <>
                  <Panel title={t('coverage.map')} about={t('gapAssessment.mapAbout')}>
                    <GapLegend assessment={assessment} />
                    <GapMap assessment={assessment} />
                  </Panel>
                  <GapLinesView assessment={assessment} />
                </>
              )}
            </Stack>
          </>
        )
      }}
    </Loaded>
  )
}
