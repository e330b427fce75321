import { Box } from '@mantine/core'
import type { ProblemReason } from '@primum/client'
import { t } from '../../lib/messages/messages.ts'
import { ReasonList } from '../../ui/ReasonList.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** What is still missing here, in the words in which it stands against release. */
export function MissingNote({ reasons }: { reasons: ProblemReason[] }) {
  if (reasons.length === 0) return null
  return (
    <Box>
      <Tag tone="warning" icon="warning">
        {t('treatment.missing')}
      </Tag>
      <Box mt={6}>
        <ReasonList reasons={reasons} />
      </Box>
    </Box>
  )
}
