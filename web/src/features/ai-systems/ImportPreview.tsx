import { List, Stack, Text } from '@mantine/core'
import { plural, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { ImportReport } from './queries.ts'

/** What a file would do: how many rows are right, and each wrong one with its errors. */
export function ImportPreview({ report }: { report: ImportReport }) {
  const bad = report.rows.filter(({ ok }) => !ok)
  return (
    <Stack gap="xs" component="output">
      <div>
        <Tag tone="ok" icon="check">
          {plural(report.valid, 'aiSystems.importValid.one', 'aiSystems.importValid.other')}
        </Tag>{' '}
        {bad.length === 0 ? null : (
          <Tag tone="warning" icon="warning">
            {plural(report.invalid, 'aiSystems.importInvalid.one', 'aiSystems.importInvalid.other')}
          </Tag>
        )}
      </div>
      {bad.length === 0 ? null : <Text size="sm">{t('aiSystems.importAllOrNothing')}</Text>}
      <List size="sm" mah={300} style={{ overflowY: 'auto' }}>
        {bad.slice(0, 200).map((row) => (
          <List.Item key={row.row}>
            <strong>
              {t('aiSystems.importRow', { row: row.row, reference: row.reference ?? '–' })}
            </strong>
            {row.errors.map((error) => (
              <div key={`${error.path}${error.message}`}>
                <span className="mono">{error.path}</span>: {error.message} {error.remedy}
              </div>
            ))}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}
