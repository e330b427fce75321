import { Button, Drawer, Group, Paper, Stack, Title } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { withDays } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { Framework } from './queries.ts'
import { RequirementDetails } from './RequirementDetails.tsx'

type Props = { framework: Framework; chosen: string; onClose: () => void }

/** Beside the list: stays in sight while the list is read. */
export function RequirementPanel(props: Props & { byHand: boolean }) {
  const { framework, chosen, onClose, byHand } = props
  const id = useId()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (byHand) title.current?.focus({ preventScroll: true })
  }, [byHand])
  return (
    <Paper component="section" aria-labelledby={id} className={classes['side'] ?? ''} p="lg">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <Title order={2} id={id} ref={title} tabIndex={-1}>
            {titleOf(framework, chosen)}
          </Title>
          <Button
            variant="default"
            size="xs"
            flex="none"
            leftSection={<Icon name="cross" size={12} />}
            onClick={onClose}
          >
            {t('common.close')}
          </Button>
        </Group>
        <Content framework={framework} chosen={chosen} />
      </Stack>
    </Paper>
  )
}

/** Over the list, where there is no room beside it. */
export function RequirementDrawer({ framework, chosen, onClose }: Props) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(34rem, 100%)"
      title={titleOf(framework, chosen)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      // A dialog's <header> would count as a second banner of the page.
      attributes={{ header: { role: 'presentation' } }}
      styles={{ title: { fontSize: '1.0625rem', fontWeight: 620, lineHeight: 1.35 } }}
    >
      <Content framework={framework} chosen={chosen} />
    </Drawer>
  )
}

function Content({ framework, chosen }: Pick<Props, 'framework' | 'chosen'>) {
  const requirement = framework.requirements.find(({ id }) => id === chosen)
  return requirement === undefined ? (
    <EmptyNote title={t('requirement.unknownTitle')} text={t('requirement.unknownText')} />
  ) : (
    <RequirementDetails framework={framework} requirement={requirement} />
  )
}

function titleOf({ requirements }: Framework, chosen: string): string {
  return withDays(requirements.find(({ id }) => id === chosen)?.title ?? chosen)
}
