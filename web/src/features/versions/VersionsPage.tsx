import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { GoAction } from '../../ui/GoAction.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { AliasCards } from './AliasCards.tsx'
import { RanWhen } from './RanWhen.tsx'
import { versionsQuery } from './queries.ts'
import type { Version } from './queries.ts'

export function VersionsPage() {
  const id = useAiSystemId()
  const query = useQuery(versionsQuery(id))
  const refusal = useRefusal('versions.register')
  return (
    <Stack gap="lg">
      <AliasCards aiSystemId={id} />
      <Panel
        title={t('versions.title')}
        action={
          <GoAction to={paths.registerVersion(id)} refusal={refusal}>
            {t('versions.register')}
          </GoAction>
        }
      >
        <Loaded query={query} height={200}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyNote title={t('versions.emptyTitle')} text={t('versions.emptyText')} />
            ) : (
              <DataTable
                caption={t('versions.caption')}
                columns={columns(id)}
                rows={items}
                keyOf={(version) => version.id}
                openPath={(version) => paths.version(id, version.id)}
              />
            )
          }
        </Loaded>
      </Panel>
      <RanWhen aiSystemId={id} />
    </Stack>
  )
}

function columns(aiSystemId: string): Column<Version>[] {
  return [
    {
      id: 'label',
      header: t('versions.label'),
      cell: (version) => (
        <Go to={paths.version(aiSystemId, version.id)} fw={600} underline="hover">
          {version.label}
        </Go>
      ),
    },
    {
      id: 'state',
      header: t('versions.state'),
      cell: (version) => <VersionTags version={version} />,
    },
    {
      id: 'threshold',
      header: t('versions.threshold'),
      numeric: true,
      cell: ({ threshold }) => threshold,
    },
    {
      id: 'baseline',
      header: t('versions.baseline'),
      cell: ({ baselineId }) =>
        t(baselineId === null ? 'versions.baselineNo' : 'versions.baselineYes'),
    },
    { id: 'at', header: t('versions.registeredAt'), cell: ({ createdAt }) => formatDay(createdAt) },
    { id: 'by', header: t('versions.by'), cell: ({ createdBy }) => createdBy.name },
  ]
}

export function VersionTags({ version }: { version: Pick<Version, 'aliases' | 'withdrawnAt'> }) {
  return (
    <>
      {version.aliases.map((alias) => (
        <Tag
          key={alias}
          tone={alias === 'stable' ? 'ok' : 'info'}
          {...(alias === 'stable' ? { icon: 'check' as const } : {})}
        >
          {label('alias', alias)}
        </Tag>
      ))}
      {version.withdrawnAt === null ? null : <Tag icon="cross">{t('versions.withdrawn')}</Tag>}
    </>
  )
}
