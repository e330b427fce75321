import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { SignDialog } from '../../ui/SignDialog.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { ProtocolFacts } from './ProtocolFacts.tsx'
import { ProtocolForm } from './ProtocolForm.tsx'
import { ProtocolTag } from './ProtocolTag.tsx'
import type { Protocol } from './protocol-values.ts'
import { contentOf, valuesOf } from './protocol-values.ts'
import { editProtocol, lockProtocol, protocolQuery } from './queries.ts'
import { RunsPanel } from './RunsPanel.tsx'
import { SilentRunForm } from './SilentRunForm.tsx'
import { UploadPanel } from './UploadPanel.tsx'
import { forgetKept, readKept, useKeptDraft } from './use-kept-draft.ts'
import { ValidationSteps } from './ValidationSteps.tsx'

/** A protocol: written while a draft, read once it is locked, and then where its data go. */
export function ProtocolPage() {
  const query = useQuery(protocolQuery(usePathPart('protocolId')))
  return (
    <Loaded query={query} height={420}>
      {(protocol) => (
        <Stack gap="lg">
          <div>
            <Go to={paths.validation(protocol.aiSystemId)} size="sm">
              {t('validation.all')}
            </Go>
            <Group gap="sm">
              <Title order={2}>{protocol.title}</Title>
              <ProtocolTag protocol={protocol} />
            </Group>
          </div>
          <ValidationSteps now={protocol.state === 'draft' ? 'protocol' : 'data'} />
          {protocol.state === 'draft' ? (
            <Draft key={protocol.revision} protocol={protocol} />
          ) : (
            <>
              <UploadPanel protocol={protocol} />
              <SilentRunForm protocol={protocol} />
              <RunsPanel aiSystemId={protocol.aiSystemId} protocolId={protocol.id} />
              <ProtocolFacts protocol={protocol} />
            </>
          )}
        </Stack>
      )}
    </Loaded>
  )
}

function Draft({ protocol }: { protocol: Protocol }) {
  const system = useAiSystem()
  const key = `protocol-${protocol.id}-${protocol.revision}`
  const saved = valuesOf(protocol)
  const form = useForm(readKept(key, saved), async (values) => {
    await editProtocol(protocol, contentOf(values))
    forgetKept(key)
    notifyDone(t('protocol.saved'))
  })
  useKeptDraft(key, form.values, saved)
  const [opened, { open, close }] = useDisclosure(false)
  const changed = JSON.stringify(form.values) !== JSON.stringify(saved)
  const role = useRefusal('validations.write')
  const refusal = role ?? (changed ? t('protocol.saveFirst') : null)
  return (
    <>
      <ProtocolForm
        form={form}
        aiSystemId={system.id}
        sources={{ population: null, thresholds: null }}
        submit={t('protocol.save')}
        submitVariant={changed ? 'filled' : 'default'}
        actions={
          <ActionButton variant={changed ? 'default' : 'filled'} refusal={refusal} onClick={open}>
            {t('protocol.lock')}
          </ActionButton>
        }
      />
      {changed ? (
        <Group gap="sm">
          <Text size="sm">{t('protocol.unsaved')}</Text>
          <Button size="xs" variant="default" onClick={() => form.reset(saved)}>
            {t('protocol.discard')}
          </Button>
        </Group>
      ) : null}
      <SignDialog
        opened={opened}
        onClose={close}
        title={t('protocol.lockTitle', { title: protocol.title })}
        meaning={t('protocol.lockMeaning', { name: system.name })}
        aiSystemId={system.id}
        sign={async (signature) => {
          await lockProtocol(protocol.id, signature)
          notifyDone(t('protocol.locked'))
        }}
      />
    </>
  )
}
