import { Select, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatDay, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { solid } from '../../lib/estimate.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Version } from '../versions/queries.ts'
import { lookedChoices, readLooked } from './choice.ts'
import { curvesQuery, performanceQuery } from './queries.ts'
import type { Curves } from './queries.ts'
import { Said } from './Said.tsx'
import { groupsAnswer } from './summary.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

type Props = { aiSystemId: string; version: Version; stable: Version | undefined }

/** The answer for who has one minute: is it still good for these patients, and how sure is that? */
export function SummaryPanel({ aiSystemId, version, stable }: Props) {
  const [{ looked }, change] = useUrlState(readLooked)
  const query = useQuery(curvesQuery(aiSystemId, version.id, looked))
  return (
    <Loaded query={query} height={200}>
      {(curves) => (
        <Panel
          title={t('answer.title')}
          about={aboutWords(curves, looked)}
          action={
            <Select
              aria-label={t('answer.days')}
              allowDeselect={false}
              w={170}
              data={lookedChoices.map((value) => ({
                value,
                label:
                  value === 'all' ? t('answer.allDays') : t('answer.lastDays', { days: value }),
              }))}
              value={looked === null ? 'all' : String(looked)}
              onChange={(next) => change({ looked: next === '90' ? undefined : next })}
            />
          }
        >
          <VerdictAnswer aiSystemId={aiSystemId} version={version} stable={stable} />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
            <Question title={t('answer.found')}>
              <Text size="sm">{solid(curves.sentences.thresholds)}</Text>
              <Text size="sm">{solid(curves.sentences.precisionRecall)}</Text>
            </Question>
            <Question title={t('answer.risk')}>
              <Text size="sm">{solid(curves.sentences.calibration)}</Text>
            </Question>
            <Groups aiSystemId={aiSystemId} curves={curves} />
            <Question title={t('answer.fresh')}>
              <Text size="sm">{freshWords(curves)}</Text>
            </Question>
          </SimpleGrid>
        </Panel>
      )}
    </Loaded>
  )
}

function Groups({ aiSystemId, curves }: { aiSystemId: string; curves: Curves }) {
  const { from, to, version } = curves
  const span = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
  const query = useQuery(performanceQuery(aiSystemId, version.id, span))
  return (
    <Question title={t('answer.groups')}>
      <Loaded query={query} height={40}>
        {(performance) => <Said answer={groupsAnswer(performance)} />}
      </Loaded>
    </Question>
  )
}

function Question({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={4} align="flex-start">
      <Title order={3} size="0.875rem" fw={600}>
        {title}
      </Title>
      {children}
    </Stack>
  )
}

function freshWords({ to, live, dataCutoff }: Curves): string {
  const at = formatTime(dataCutoff)
  return to === null || live.n === 0
    ? t('answer.freshNone', { at })
    : t('answer.freshText', { to: formatDay(to), days: daysBetween(to, dataCutoff), at })
}

function daysBetween(day: string, moment: string): number {
  return Math.max(0, Math.floor((Date.parse(moment) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000))
}

function aboutWords({ from, to, live, version }: Curves, looked: number | null): string {
  if (from === null || to === null || live.n === 0)
    return t('answer.aboutNone', { version: version.label })
  const words = { version: version.label, from: formatDay(from), to: formatDay(to) }
  return looked === null
    ? t('answer.aboutAll', words)
    : t('answer.about', { ...words, days: looked })
}
