import { Progress, Stack, Text } from '@mantine/core'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import type { Sending } from './use-send-version.ts'

/** How much of a file has left; then the server looks at it, which takes a moment. */
export function SendProgress({ sending }: { sending: Sending | null }) {
  if (sending === null) return null
  const { name, size, sent } = sending
  const percent = size === 0 ? 100 : Math.min(100, Math.round((100 * sent) / size))
  return (
    <Stack gap={4}>
      <Progress
        value={percent}
        size="lg"
        animated={percent === 100}
        aria-label={t('upload.progress', { name })}
      />
      <Text size="sm" component="output">
        {percent < 100
          ? t('upload.sent', { sent: formatBytes(sent), size: formatBytes(size), percent })
          : t('evidence.checking', { name })}
      </Text>
    </Stack>
  )
}
