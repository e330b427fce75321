import { Select, Text } from '@mantine/core'
import type { ProblemError } from '@primum/client'
import { formatCount, formatPercent } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { columnRoleNames } from './role-values.ts'
import type { ColumnRole, RoleChoice, Upload } from './role-values.ts'

type FileColumn = Upload['columns'][number]
type Props = {
  upload: Upload
  choice: RoleChoice
  problem: ProblemError | null
  onAssign: (column: string, role: ColumnRole | null) => void
}

/** Each column of the file: what it holds, what it is taken for, and why. */
export function ColumnTable({ upload, choice, problem, onAssign }: Props) {
  const columns: Column<FileColumn>[] = [
    {
      id: 'name',
      header: t('upload.column'),
      cell: ({ name, identifier }) => (
        <>
          <Text fw={600} size="sm">
            {name}
          </Text>
          {identifier === null ? null : (
            <Tag tone="warning" icon="warning">
              {t('mapping.identifier', { what: identifier })}
            </Tag>
          )}
        </>
      ),
    },
    { id: 'kind', header: t('mapping.kind'), cell: ({ kind }) => label('columnKind', kind) },
    {
      id: 'missing',
      header: t('monitoring.missing'),
      numeric: true,
      cell: ({ missingShare }) => (missingShare === null ? '–' : formatPercent(missingShare)),
    },
    {
      id: 'distinct',
      header: t('mapping.distinct'),
      numeric: true,
      cell: ({ distinct }) => formatCount(distinct),
    },
    { id: 'range', header: t('mapping.range'), numeric: true, cell: rangeWords },
    {
      id: 'role',
      header: t('mapping.role'),
      cell: ({ name }) => (
        <>
          <Select
            aria-label={t('mapping.roleOf', { name })}
            size="xs"
            w={210}
            allowDeselect={false}
            data={[
              { value: '', label: t('mapping.role.none') },
              ...columnRoleNames.map((role) => ({ value: role, label: t(`mapping.role.${role}`) })),
            ]}
            value={choice[name] ?? ''}
            error={errorOf(problem, name)}
            onChange={(next) => onAssign(name, next === '' ? null : (next as ColumnRole))}
          />
          <Text size="xs" c="dimmed" maw={320}>
            {reasonOf(upload, name)}
          </Text>
        </>
      ),
    },
  ]
  return (
    <DataTable
      caption={t('mapping.caption', { name: upload.fileName })}
      columns={columns}
      rows={upload.columns}
      keyOf={({ name }) => name}
    />
  )
}

function reasonOf({ suggestedRoles }: Upload, column: string): string | null {
  const found = suggestedRoles.find((each) => each.column === column)
  if (found === undefined) return null
  return t('mapping.suggested', { role: t(`mapping.role.${found.role}`), reason: found.reason })
}

/** A refusal names the part; the column that plays it is named in its words. */
function errorOf(problem: ProblemError | null, column: string): string | null {
  const found = problem?.errors.find(({ message }) => message.includes(`"${column}"`))
  if (found === undefined) return null
  return found.remedy === undefined ? found.message : `${found.message} ${found.remedy}`
}

function rangeWords({ minimum, maximum }: FileColumn): string {
  if (minimum === null || maximum === null) return '–'
  const word = (value: number) => String(Number(value.toPrecision(4)))
  return t('results.range', { lower: word(minimum), upper: word(maximum) })
}
