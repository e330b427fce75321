import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { stepWords } from './adoption-columns.tsx'
import { ChangesPanel } from './ChangesPanel.tsx'
import { adoptionQuery } from './queries.ts'
import type { Adoption } from './queries.ts'
import { TouchedPanel } from './TouchedPanel.tsx'

/** One step from a release to the next, as it was taken. */
export function ContentStepPage() {
  const query = useQuery(adoptionQuery(usePathPart('stepId')))
  return (
    <Loaded query={query} height={480} heading={t('contentStep.heading')}>
      {(step) => (
        <>
          <PageHeader
            title={t('contentStep.title', { pack: step.pack, step: stepWords(step) })}
            purpose={t('contentStep.purpose')}
            guide="content-releases"
            crumbs={[
              { title: t('contentReleases.title'), to: paths.contentReleases },
              { title: step.pack, to: paths.contentRelease(step.kind, step.pack) },
            ]}
          />
          <Stack gap="lg">
            <Panel title={t('contentStep.about')}>
              <StepFacts step={step} />
            </Panel>
            <ChangesPanel changes={step.changes} isNew={step.from === null} />
            <TouchedPanel touched={step.touched} taken />
          </Stack>
        </>
      )}
    </Loaded>
  )
}

function StepFacts({ step: { reason, adoptedBy, adoptedAt, to } }: { step: Adoption }) {
  return (
    <Facts
      facts={[
        [t('contentHistory.by'), adoptedBy.name],
        [t('contentHistory.when'), formatTime(adoptedAt)],
        [t('contentHistory.reason'), reason],
        [
          t('contentRelease.digest'),
          <span key="digest" className="mono">
            {to.digest}
          </span>,
        ],
      ]}
    />
  )
}
