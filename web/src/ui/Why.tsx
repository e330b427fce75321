import { Anchor, Box, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import { t } from '../lib/messages/messages.ts'

/** The reason for a question, one click away from it. */
export function Why({ reason, about }: { reason: string; about: string }) {
  const [open, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <Box mt={2}>
      <Anchor
        component="button"
        type="button"
        size="sm"
        onClick={toggle}
        aria-expanded={open}
        aria-controls={id}
        aria-label={t('common.whyAbout', { about })}
      >
        {t('common.why')}
      </Anchor>
      <Text id={id} size="sm" c="dimmed" hidden={!open} className="measure">
        {reason}
      </Text>
    </Box>
  )
}
