import { Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { countsWords } from './run-words.ts'
import type { ControlTest } from './test-queries.ts'

/** The newest run in a sentence, and the finding that it left. */
export function LastRun({ run }: { run: NonNullable<ControlTest['lastRun']> }) {
  const { ranAt, ranBy, counts, findingId } = run
  return (
    <Text size="sm">
      {t('test.lastRun', { at: formatTime(ranAt), name: ranBy.name })} {countsWords(counts)}{' '}
      {findingId === null ? null : <Go to={paths.finding(findingId)}>{t('test.finding')}</Go>}
    </Text>
  )
}
