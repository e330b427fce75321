import { Group, Stack, Text } from '@mantine/core'
import { solid } from '../../lib/estimate.ts'
import { formatTime } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { FleetSystem } from './queries.ts'
import { isSilent, silenceWords } from './silence.ts'

const looks: Record<FleetSystem['level'], { tone: Tone; icon: IconName }> = {
  critical: { tone: 'critical', icon: 'critical' },
  warning: { tone: 'warning', icon: 'warning' },
  blind: { tone: 'neutral', icon: 'question' },
  none: { tone: 'ok', icon: 'check' },
  'not-watched': { tone: 'neutral', icon: 'dash' },
}

export const fleetColumns: Column<FleetSystem>[] = [
  {
    id: 'name',
    header: t('fleet.system'),
    sort: 'name',
    cell: (system) => (
      <>
        <Group gap={6} miw={150}>
          <Go to={paths.monitoring(system.id)} fw={600} underline="hover">
            {system.name}
          </Go>
          {system.synthetic ? (
            <Tag tone="info" icon="flask">
              {t('common.synthetic')}
            </Tag>
          ) : null}
        </Group>
        <Text size="sm" c="dimmed">
          {system.stableVersion === null
            ? t('fleet.noVersion')
            : t('version.title', { label: system.stableVersion.label })}
        </Text>
      </>
    ),
  },
  { id: 'state', header: t('fleet.state'), sort: 'urgency', cell: (system) => State(system) },
  { id: 'says', header: t('fleet.says'), cell: (system) => Says(system) },
  {
    id: 'alarms',
    header: t('fleet.alarms'),
    sort: 'alarms',
    numeric: true,
    cell: ({ openAlarms }) => openAlarms,
  },
  { id: 'waiting', header: t('fleet.waiting'), cell: (system) => Waiting(system) },
  { id: 'silence', header: t('fleet.silence'), sort: 'silence', cell: (system) => Silence(system) },
]

function State({ level, suspendedAt }: FleetSystem) {
  const { tone, icon } = looks[level]
  return (
    <Stack gap={4} align="flex-start">
      <Tag tone={tone} icon={icon}>
        {label('fleet.level', level)}
      </Tag>
      {suspendedAt === null ? null : (
        <Tag tone="critical" icon="pause">
          {t('common.suspended')}
        </Tag>
      )}
    </Stack>
  )
}

/** The sentence of the worst monitor, and how many could not judge. */
function Says({ verdicts }: FleetSystem) {
  const rank = { critical: 0, warning: 1, none: 2 }
  const worst = verdicts.toSorted(
    (a, b) => rank[a.level] - rank[b.level] || Number(b.blind > 0) - Number(a.blind > 0),
  )[0]
  if (worst === undefined) return t('fleet.notWatchedText')
  const watched = verdicts.reduce((sum, each) => sum + each.watched, 0)
  const blind = verdicts.reduce((sum, each) => sum + each.blind, 0)
  return (
    <Text size="sm" maw={320} miw={160}>
      {worst.level === 'none' && worst.blind === 0 ? '' : `${solid(worst.reason ?? '')} `}
      <Text span inherit c="dimmed">
        {blind === 0 ? t('fleet.watchedAll', { watched }) : t('fleet.watched', { watched, blind })}
      </Text>
    </Text>
  )
}

function Waiting({ id, openIncidents, openProposals, proposalDueAt }: FleetSystem) {
  if (openIncidents + openProposals === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('fleet.waitingNothing')}
      </Text>
    )
  }
  return (
    <Stack gap={2} miw={120}>
      {openProposals === 0 ? null : (
        <Text size="sm">
          <Go to={paths.monitoring(id)}>
            {plural(openProposals, 'fleet.proposals.one', 'fleet.proposals.other')}
          </Go>
          {proposalDueAt === null
            ? ''
            : `, ${t('fleet.proposalDue', { when: formatTime(proposalDueAt) })}`}
        </Text>
      )}
      {openIncidents === 0 ? null : (
        <Text size="sm">
          <Go to={paths.systemIncidents(id)}>
            {plural(openIncidents, 'fleet.incidents.one', 'fleet.incidents.other')}
          </Go>
        </Text>
      )}
    </Stack>
  )
}

function Silence(system: FleetSystem) {
  const limit = system.silenceLimitHours
  return (
    <Stack gap={2} align="flex-start" miw={140}>
      <Text size="sm">{silenceWords(system)}</Text>
      {isSilent(system) ? (
        <Tag tone="warning" icon="clock">
          {t('fleet.silent')}
        </Tag>
      ) : null}
      {limit === null ? null : (
        <Text size="sm" c="dimmed">
          {t('fleet.silenceLimit', { hours: limit })}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {nextWords(system)}
      </Text>
    </Stack>
  )
}

function nextWords({ nextJudgingAt, clock }: FleetSystem): string {
  if (nextJudgingAt !== null) return t('fleet.next', { when: formatTime(nextJudgingAt) })
  return t(clock === 'replay' ? 'fleet.nextReplay' : 'fleet.nextNone')
}
