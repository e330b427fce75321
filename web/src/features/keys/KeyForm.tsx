import {
  Button,
  Code,
  CopyButton,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { permissionNames, personOnly } from '@primum/core/access/permissions'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { createKey } from './queries.ts'
import type { Schemas } from '@primum/client'

type Scope = Schemas['CreateKeyRequest']['scopes'][number]

/** What a key may carry: never what stands for a person's own judgement. */
const scopes = permissionNames.filter((name) => !personOnly.includes(name))

export function KeyForm({ onClose }: { onClose: () => void }) {
  const [key, setKey] = useState<string | null>(null)
  const form = useForm({ name: '', scopes: [] as string[], expiresInDays: 365 }, async (values) => {
    setKey(await createKey({ ...values, scopes: values.scopes as Scope[] }))
  })
  if (key !== null) return <ShownOnce apiKey={key} onClose={onClose} />
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('settings.keys.add')}
      submit={t('settings.keys.create')}
      form={form}
    >
      <TextInput
        label={t('settings.keys.name')}
        description={t('settings.keys.nameAbout')}
        required
        value={form.values.name}
        error={form.errorOf('name')}
        onChange={(event) => form.set('name', event.currentTarget.value)}
      />
      <MultiSelect
        label={t('settings.keys.scopes')}
        required
        searchable
        data={scopes}
        value={form.values.scopes}
        error={form.errorOf('scopes')}
        onChange={(value) => form.set('scopes', value)}
      />
      <NumberInput
        label={t('settings.keys.days')}
        min={1}
        max={730}
        value={form.values.expiresInDays}
        error={form.errorOf('expiresInDays')}
        onChange={(value) => form.set('expiresInDays', Number(value))}
      />
    </FormDialog>
  )
}

function ShownOnce({ apiKey, onClose }: { apiKey: string; onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('settings.keys.shownOnce')}
    >
      <Stack>
        <Text>{t('settings.keys.shownOnceText')}</Text>
        <Code block tabIndex={0} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {apiKey}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={apiKey}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{t(copied ? 'common.copied' : 'common.copy')}</Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  )
}
