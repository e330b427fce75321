import { List, Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'

type Result = { reasons: { code: string; message: string }[] }

/** How the tier came about, step by step. */
export function TierReasons({ result }: { result: Result }) {
  return (
    <div>
      <Text fw={600} size="sm">
        {t('risk.how')}
      </Text>
      <List size="sm" spacing={2}>
        {result.reasons.map((reason) => (
          <List.Item key={reason.code}>{reason.message.replace(/\.?$/, '.')}</List.Item>
        ))}
      </List>
    </div>
  )
}
