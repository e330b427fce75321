import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { readLooked } from './choice.ts'
import { curvesQuery } from './queries.ts'

const CurveCharts = lazy(async () => ({
  default: (await import('./CurveCharts.tsx')).CurveCharts,
}))

/** How live scores rank, whether their risks hold, and what acting on them brings. */
export function CurvesPanel({ aiSystemId, versionId }: { aiSystemId: string; versionId: string }) {
  const [{ looked }] = useUrlState(readLooked)
  const query = useQuery(curvesQuery(aiSystemId, versionId, looked))
  return (
    <Panel title={t('curves.title')} about={t('curves.about')}>
      <Loaded query={query} height={320}>
        {(curves) =>
          curves.live.hidden !== null ? (
            <Text>{curves.sentences.roc}</Text>
          ) : curves.live.n === 0 ? (
            <Text c="dimmed">{t('curves.none')}</Text>
          ) : (
            <Suspense fallback={<div style={{ height: 900 }} aria-busy="true" />}>
              <CurveCharts curves={curves} />
            </Suspense>
          )
        }
      </Loaded>
    </Panel>
  )
}
