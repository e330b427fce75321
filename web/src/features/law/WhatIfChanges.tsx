import { List, Paper, Stack, Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import type { WhatIf } from './queries.ts'

/** What other facts would change, before anybody states them. */
export function WhatIfChanges({ tried }: { tried: WhatIf }) {
  const { changes, after } = tried
  return (
    <Paper p="md" withBorder component="output" display="block">
      <Stack gap="xs">
        <Text fw={600}>{t('law.whatIf')}</Text>
        {after.prohibitions.length === 0 ? null : (
          <Text size="sm">{t('law.whatIfForbidden', { ids: after.prohibitions.join(', ') })}</Text>
        )}
        {changes.length === 0 ? (
          <Text size="sm">{t('law.whatIfNothing')}</Text>
        ) : (
          <List size="sm">
            {changes.map(({ id, title, before, after: then }) => (
              <List.Item key={id}>
                {title} (<span className="mono">{id}</span>):{' '}
                {t('law.change', { before: stateWords(before), after: stateWords(then) })}
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Paper>
  )
}

function stateWords(state: WhatIf['changes'][number]['before']): string {
  return state === null ? t('law.doesNotApply') : label('obligationState', state).toLowerCase()
}
