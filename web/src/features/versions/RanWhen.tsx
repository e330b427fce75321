import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Schemas } from '@primum/client'
import { deploymentsQuery } from './queries.ts'

type Deployment = Schemas['Deployment']

const columns: Column<Deployment>[] = [
  { id: 'from', header: t('versions.ranFrom'), cell: ({ effectiveAt }) => formatTime(effectiveAt) },
  {
    id: 'version',
    header: t('versions.label'),
    cell: ({ version }) => version?.label ?? t('versions.answerNone'),
  },
  {
    id: 'site',
    header: t('versions.ranSite'),
    cell: ({ site }) => site?.name ?? t('versions.everywhere'),
  },
]

/** What ran where, and what ran at a moment that somebody asks about. */
export function RanWhen({ aiSystemId }: { aiSystemId: string }) {
  const [{ at }, change] = useUrlState((raw) => ({ at: readText(raw['at']) }))
  const query = useQuery(deploymentsQuery(aiSystemId))
  return (
    <Panel title={t('versions.ranTitle')} about={t('versions.ranAbout')}>
      <Loaded query={query} height={120}>
        {({ items }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('versions.ranNone')}</Text>
          ) : (
            <Stack>
              <form
                onSubmit={(event) => {
                  event.preventDefault()
                  change({ at: String(new FormData(event.currentTarget).get('at') ?? '') })
                }}
              >
                <Group align="flex-end" gap="xs">
                  <TextInput
                    name="at"
                    type="datetime-local"
                    label={t('versions.askAt')}
                    defaultValue={at ?? ''}
                  />
                  <Button type="submit" variant="default">
                    {t('versions.ask')}
                  </Button>
                </Group>
              </form>
              {at === undefined ? null : <RanAt aiSystemId={aiSystemId} at={at} />}
              <DataTable
                caption={t('versions.ranCaption')}
                columns={columns}
                rows={items}
                keyOf={({ sequence, site }) => `${sequence}${site?.id ?? ''}`}
              />
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  )
}

function RanAt({ aiSystemId, at }: { aiSystemId: string; at: string }) {
  const moment = new Date(at)
  const valid = !Number.isNaN(moment.getTime())
  const query = useQuery({
    ...deploymentsQuery(aiSystemId, valid ? moment.toISOString() : undefined),
    enabled: valid,
  })
  if (!valid) return null
  return (
    <Loaded query={query} height={20}>
      {({ items }) => {
        const ran = items.map(({ version, site }) =>
          [
            version?.label ?? t('versions.answerNone'),
            ...(site === null ? [] : [`(${site.name})`]),
          ].join(' '),
        )
        const what = ran.length === 0 ? t('versions.answerNone') : ran.join(', ')
        return (
          <Text component="output" fw={600}>
            {t('versions.answerAt', { at: formatTime(moment.toISOString()), what })}
          </Text>
        )
      }}
    </Loaded>
  )
}
