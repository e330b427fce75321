import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { useAiSystem } from '../ai-systems/queries.ts'
import { versionsQuery } from '../versions/queries.ts'
import type { Version } from '../versions/queries.ts'
import { ProtocolForm } from './ProtocolForm.tsx'
import { contentOf, startValues } from './protocol-values.ts'
import { writeProtocol } from './queries.ts'
import { forgetKept, readKept, useKeptDraft } from './use-kept-draft.ts'
import { ValidationSteps } from './ValidationSteps.tsx'

/** A new protocol, begun with what the system's record and its newest version say. */
export function WriteProtocolPage() {
  const system = useAiSystem()
  const query = useQuery(versionsQuery(system.id))
  return (
    <Stack gap="lg">
      <div>
        <Go to={paths.validation(system.id)} size="sm">
          {t('validation.all')}
        </Go>
        <Title order={2}>{t('protocol.new')}</Title>
      </div>
      <ValidationSteps now="protocol" />
      <Loaded query={query} height={420}>
        {({ items }) => <NewProtocol version={items[0]} />}
      </Loaded>
    </Stack>
  )
}

function NewProtocol({ version }: { version: Version | undefined }) {
  const system = useAiSystem()
  const { history } = useRouter()
  const key = `new-protocol-${system.id}`
  const start = startValues({
    intendedUse: system.intendedUse,
    thresholds: version === undefined ? [] : [version.threshold, ...version.extraThresholds],
    groups: version?.groupAttributes ?? [],
  })
  const form = useForm(readKept(key, start), async (values) => {
    const protocol = await writeProtocol(system.id, contentOf(values))
    forgetKept(key)
    notifyDone(t('protocol.saved'))
    history.push(paths.validationProtocol(system.id, protocol.id))
  })
  useKeptDraft(key, form.values, start)
  return (
    <ProtocolForm
      form={form}
      aiSystemId={system.id}
      sources={{
        population: t('protocol.fromRecord'),
        thresholds:
          version === undefined ? null : t('protocol.fromVersion', { label: version.label }),
      }}
      submit={t('protocol.saveDraft')}
      actions={
        <GoButton variant="default" to={paths.validation(system.id)}>
          {t('common.cancel')}
        </GoButton>
      }
    />
  )
}
