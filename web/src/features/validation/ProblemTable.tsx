import { List, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'

export type DatasetProblem = {
  column: string | null
  row: number | null
  message: string
  remedy: string
}

const columns: Column<DatasetProblem>[] = [
  { id: 'column', header: t('upload.column'), cell: ({ column }) => column ?? '–' },
  { id: 'row', header: t('upload.row'), numeric: true, cell: ({ row }) => row ?? '–' },
  {
    id: 'problem',
    header: t('upload.problem'),
    cell: ({ message, remedy }) => (
      <>
        <Text size="sm">{message}</Text>
        <Text size="sm" c="dimmed">
          {remedy}
        </Text>
      </>
    ),
  },
]

/** What is wrong with a file, where, and what to do about it. */
export function ProblemTable({ problems }: { problems: DatasetProblem[] }) {
  const placed = problems.filter(({ column, row }) => column !== null || row !== null)
  const whole = problems.filter(({ column, row }) => column === null && row === null)
  return (
    <>
      {whole.length === 0 ? null : (
        <List>
          {whole.map(({ message, remedy }) => (
            <List.Item key={message}>
              {message}{' '}
              <Text span c="dimmed">
                {remedy}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {placed.length === 0 ? null : (
        <DataTable
          caption={t('upload.problems')}
          columns={columns}
          rows={placed}
          keyOf={({ column, row, message }) => `${column}${row}${message}`}
        />
      )}
    </>
  )
}
