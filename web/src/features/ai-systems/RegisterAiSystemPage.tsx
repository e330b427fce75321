import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { notifyDone } from '../../ui/notify.ts'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { AiSystemForm } from './AiSystemForm.tsx'
import { emptyValues, toFields } from './form-values.ts'
import { registerAiSystem } from './queries.ts'
import type { AiSystemFields } from './queries.ts'

export function RegisterAiSystemPage() {
  const { history } = useRouter()
  const form = useForm(emptyValues(), async (values) => {
    const system = await registerAiSystem(toFields(values) as unknown as AiSystemFields)
    notifyDone(t('aiSystems.registered', { name: system.name }))
    history.push(paths.aiSystem(system.id))
  })
  return (
    <>
      <PageHeader
        title={t('aiSystems.register')}
        purpose={t('aiSystems.registerPurpose')}
        guide="ai-systems"
        crumbs={[{ title: t('aiSystems.title'), to: paths.aiSystems }]}
      />
      <AiSystemForm
        form={form}
        submit={t('aiSystems.registerSubmit')}
        cancelPath={paths.aiSystems}
      />
    </>
  )
}
