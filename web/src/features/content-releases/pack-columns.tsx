import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Tag } from '../../ui/Tag.tsx'
import classes from './content-releases.module.css'
import { takenWords } from './pack-list.ts'
import { PackTags } from './PackTags.tsx'
import type { Pack } from './queries.ts'
import { SwitchAction } from './SwitchAction.tsx'

export const packColumns: Column<Pack>[] = [
  {
    id: 'title',
    header: t('contentReleases.pack'),
    cell: ({ kind, id, title, waiting }) => (
      <div className={classes['title']}>
        <Go to={paths.contentRelease(kind, id)} fw={600} underline="hover">
          {title}
        </Go>
        <div className={classes['under']}>
          <Text span size="sm" c="dimmed" className="tabular">
            {id}
          </Text>
          {kind === 'framework' ? null : (
            <Text span size="sm" c="dimmed">
              {label('packKind', kind)}
            </Text>
          )}
          {waiting === null ? null : (
            <Tag tone="warning" icon="clock">
              {t('contentReleases.waitsRelease', { release: waiting.release })}
            </Tag>
          )}
        </div>
      </div>
    ),
  },
  {
    id: 'inForce',
    header: t('contentReleases.inForce'),
    cell: (pack) => (
      <div className={classes['taken']}>
        {pack.release}
        <Text size="sm" c="dimmed">
          {takenWords(pack)}
        </Text>
      </div>
    ),
  },
  {
    id: 'state',
    header: t('contentReleases.state'),
    cell: (pack) => (
      <div className={classes['taken']}>
        <div className={classes['under']}>
          <PackTags pack={pack} />
        </div>
        {pack.switchedOff === null ? null : (
          <Text size="sm" c="dimmed" mt={4}>
            {pack.switchedOff.reason} {pack.switchedOff.by.name}, {formatDay(pack.switchedOff.at)}
          </Text>
        )}
      </div>
    ),
  },
  {
    id: 'actions',
    header: t('contentReleases.actions'),
    cell: (pack) => (
      <div className={classes['under']}>
        {pack.waiting === null ? null : (
          <GoButton to={paths.contentRelease(pack.kind, pack.id)} size="xs">
            {t('contentReleases.seeChanges')}
          </GoButton>
        )}
        <SwitchAction pack={pack} small />
      </div>
    ),
  },
]
