import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Tag } from '../../ui/Tag.tsx'
import classes from './controls.module.css'
import { TestResultTag } from './ControlTags.tsx'
import { LastRun } from './LastRun.tsx'
import { parameterWords } from './query-parameters.ts'
import { TestActions } from './TestActions.tsx'
import { askableQuery } from './test-queries.ts'
import type { ControlTest } from './test-queries.ts'
import { TestRuns } from './TestRuns.tsx'

type Props = {
  test: ControlTest
  /** whether it is still asked */
  open: boolean
}

/** One test: what is looked at and how often, what came out, and what can be done. */
export function TestCard({ test, open }: Props) {
  const [shown, setShown] = useState(false)
  const { title, kind, procedure, lastRun, retiredAt, retirementReason } = test
  return (
    <Stack component="article" gap="sm" className={classes['test'] ?? ''}>
      <Group gap="xs">
        <Title order={3}>{title}</Title>
        <Tag icon={kind === 'manual' ? 'person' : 'gear'}>{t(`test.kind.${kind}`)}</Tag>
        {retiredAt !== null ? (
          <Tag icon="pause">{t('controls.retired')}</Tag>
        ) : lastRun === null ? (
          <Tag icon="clock">{t('test.neverRun')}</Tag>
        ) : (
          <TestResultTag result={lastRun.result} />
        )}
      </Group>
      <Text className="prewrap measure">{procedure}</Text>
      <TestFacts test={test} />
      {retirementReason === null ? null : (
        <Text size="sm" c="dimmed" className="prewrap measure">
          {retirementReason}
        </Text>
      )}
      {lastRun === null ? null : <LastRun run={lastRun} />}
      <TestActions test={test} open={open} shown={shown} onShow={setShown} />
      {shown ? <TestRuns test={test} /> : null}
    </Stack>
  )
}

function TestFacts({ test }: { test: ControlTest }) {
  const { query, parameters, everyMonths, dueOn, retiredAt } = test
  const asked = useQuery({ ...askableQuery, enabled: query !== null }).data?.items.find(
    ({ id }) => id === query,
  )
  const facts: Fact[] = []
  if (query !== null) {
    const words = parameterWords(parameters ?? {})
    facts.push([t('test.asks'), asked?.title ?? query])
    if (words !== '') facts.push([t('test.parameters'), words])
  }
  facts.push([
    t('test.interval'),
    everyMonths === null ? t('test.noInterval') : t('test.everyMonths', { count: everyMonths }),
  ])
  if (dueOn !== null && retiredAt === null) facts.push([t('test.due'), formatDay(dueOn)])
  return <Facts facts={facts} />
}
