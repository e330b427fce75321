import { Title, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { notifyDone } from '../../ui/notify.ts'
import { AiSystemForm } from './AiSystemForm.tsx'
import { changedFields, valuesOf } from './form-values.ts'
import { editAiSystem, useAiSystem } from './queries.ts'

export function EditAiSystemPage() {
  const system = useAiSystem()
  const { history } = useRouter()
  const [before] = useState(() => valuesOf(system))
  const form = useForm(before, async (values) => {
    const changes = changedFields(before, values)
    if (Object.keys(changes).length > 0) await editAiSystem(system, changes)
    notifyDone(t('common.saved'))
    history.push(paths.aiSystem(system.id))
  })
  return (
    <>
      <Title order={2}>{t('aiSystems.editTitle')}</Title>
      <Text c="dimmed" mb="md">
        {t('aiSystems.editPurpose')}
      </Text>
      <AiSystemForm
        form={form}
        submit={t('common.save')}
        cancelPath={paths.aiSystem(system.id)}
        fixed={['reference']}
      />
    </>
  )
}
