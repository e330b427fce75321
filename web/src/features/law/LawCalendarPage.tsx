import { Anchor, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { useGo } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { DerivingNote } from '../duties/DerivingNote.tsx'
import { lawCalendarQuery } from './queries.ts'
import type { LawCalendar } from './queries.ts'

/** The law that is coming, day by day, with the systems that it is for. */
export function LawCalendarPage() {
  const query = useQuery(lawCalendarQuery)
  return (
    <>
      <PageHeader title={t('lawCalendar.title')} purpose={t('lawCalendar.purpose')} guide="law" />
      <Loaded query={query} height={320}>
        {({ days, deriving, notice }) => (
          <Stack gap="lg">
            <DerivingNote deriving={deriving} />
            {days.length === 0 ? (
              <EmptyNote title={t('lawCalendar.noneTitle')} text={t('lawCalendar.noneText')} />
            ) : (
              days.map((day) => <Day key={day.day} day={day} />)
            )}
            <Text size="sm" c="dimmed" className="measure">
              {notice}
            </Text>
          </Stack>
        )}
      </Loaded>
    </>
  )
}

function Day({ day }: { day: LawCalendar['days'][number] }) {
  return (
    <Panel title={formatDay(day.day)}>
      <List spacing="sm" listStyleType="none">
        {day.obligations.map(({ id, title, framework, note, systems }) => (
          <List.Item key={id}>
            <Text span fw={500}>
              {title}
            </Text>{' '}
            <span className="mono dimmed">{id}</span>
            <Text size="sm" c="dimmed">
              {note === null ? framework : `${framework}; ${note}`}
            </Text>
            <Group gap="sm">
              {systems.map((system) => (
                <SystemLink key={system.id} id={system.id} name={system.name} />
              ))}
            </Group>
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}

function SystemLink({ id, name }: { id: string; name: string }) {
  return (
    <Anchor size="sm" {...useGo(paths.law(id))}>
      {name}
    </Anchor>
  )
}
