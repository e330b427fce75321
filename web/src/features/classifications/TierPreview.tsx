import { Stack, Text } from '@mantine/core'
import type { Classification } from '@primum/core/risk/tier'
import { plural, t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TierTag } from '../ai-systems/SystemTags.tsx'
import { TierReasons } from './TierReasons.tsx'

type Props = { preview: Classification | null; open: number }

/** The tier as the answers stand, told to a screen reader as it changes. */
export function TierPreview({ preview, open }: Props) {
  return (
    <Panel title={t('risk.preview')} order={3}>
      <Stack gap="xs" component="output">
        {preview === null ? (
          <Text>{plural(open, 'risk.previewOpen.one', 'risk.previewOpen.other')}</Text>
        ) : (
          <>
            <div>
              <TierTag tier={preview.tier} />
            </div>
            <TierReasons result={preview} />
          </>
        )}
      </Stack>
    </Panel>
  )
}
