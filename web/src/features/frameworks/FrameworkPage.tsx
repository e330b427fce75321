import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { usePathPart, useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { CompareView } from './CompareView.tsx'
import { CoverageView } from './CoverageView.tsx'
import { readFrameworkState } from './framework-state.ts'
import { FrameworkHead } from './FrameworkHead.tsx'
import { FrameworkTabs } from './FrameworkTabs.tsx'
import { frameworkQuery } from './queries.ts'
import type { Framework } from './queries.ts'
import { RequirementsView } from './RequirementsView.tsx'

export function FrameworkPage() {
  const id = usePathPart('frameworkId')
  const [{ view }] = useUrlState(readFrameworkState)
  const query = useQuery(frameworkQuery(id))
  return (
    <Loaded query={query} height={480} heading={t('frameworks.framework')}>
      {(framework) => (
        <>
          <PageHeader
            title={framework.title}
            purpose={t('framework.purpose')}
            guide="frameworks"
            crumbs={[{ title: t('frameworks.title'), to: paths.frameworks }]}
          />
          <Stack gap="lg">
            <FrameworkHead framework={framework} />
            <FrameworkTabs id={framework.id} />
            <View view={view} framework={framework} />
          </Stack>
        </>
      )}
    </Loaded>
  )
}

type View = ReturnType<typeof readFrameworkState>['view']

function View({ view, framework }: { view: View; framework: Framework }) {
  if (view === 'compare') return <CompareView framework={framework} />
  if (view === 'coverage') return <CoverageView framework={framework} />
  return <RequirementsView framework={framework} />
}
