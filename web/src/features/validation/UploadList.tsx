import { Text } from '@mantine/core'
import { formatBytes, formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import type { Upload } from './role-values.ts'

/** The files that were handed over for this protocol and still wait for their run. */
export function UploadList({ uploads }: { uploads: Upload[] }) {
  if (uploads.length === 0) return <Text c="dimmed">{t('upload.none')}</Text>
  return (
    <DataTable
      caption={t('upload.caption')}
      columns={columns}
      rows={uploads}
      keyOf={({ id }) => id}
      openPath={({ id, aiSystemId }) => paths.validationUpload(aiSystemId, id)}
    />
  )
}

const columns: Column<Upload>[] = [
  {
    id: 'file',
    header: t('upload.file'),
    cell: ({ id, aiSystemId, fileName }) => (
      <Go to={paths.validationUpload(aiSystemId, id)} fw={600}>
        {fileName}
      </Go>
    ),
  },
  { id: 'size', header: t('upload.size'), numeric: true, cell: ({ size }) => formatBytes(size) },
  {
    id: 'columns',
    header: t('upload.columns'),
    numeric: true,
    cell: (each) => each.columns.length,
  },
  {
    id: 'at',
    header: t('upload.at'),
    cell: ({ createdAt, createdBy }) => `${formatTime(createdAt)}, ${createdBy.name}`,
  },
]
