import { Anchor, Button, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { formatBytes } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Part } from '../../ui/Part.tsx'

type Props = {
  refusal: string | null
  /** what is chosen was looked at: then taking it is the next step */
  looked: boolean
  onLook: (file: File, said: Record<string, string>) => Promise<void>
  /** what was looked at is no longer what is chosen */
  onChange: () => void
}

const nothing = { id: '', title: '', release: '', about: '' }

/** The file, and for a table what it does not say of the framework itself. */
export function OwnFileForm({ refusal, looked, onLook, onChange }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [said, setSaid] = useState(nothing)
  const [busy, setBusy] = useState(false)
  const set = (name: keyof typeof nothing, value: string) => {
    setSaid((before) => ({ ...before, [name]: value }))
    onChange()
  }
  const choose = async (chosen: File | null) => {
    if (chosen === null) return
    // Kept as it is now: a file that is saved again meanwhile is not what was looked at.
    setFile(new File([await chosen.arrayBuffer()], chosen.name))
    onChange()
  }
  const look = async () => {
    if (file === null) return
    setBusy(true)
    const stated = Object.entries(said).filter(([, value]) => value.trim() !== '')
    await onLook(file, isTable(file) ? Object.fromEntries(stated) : {})
    setBusy(false)
  }
  return (
    <Panel title={t('ownFramework.file')} about={t('ownFramework.fileAbout')}>
      <Group gap="sm">
        <FileButton
          onChange={(chosen) => void choose(chosen)}
          accept=".yaml,.yml,.csv,.xlsx"
          inputProps={{ 'aria-label': t('ownFramework.choose') }}
        >
          {(props) => (
            <Button variant="default" leftSection={<Icon name="upload" />} {...props}>
              {t(file === null ? 'ownFramework.choose' : 'ownFramework.chooseOther')}
            </Button>
          )}
        </FileButton>
        <Anchor href="/api/v1/content-packs/own/template.csv" download>
          {t('ownFramework.template')}
        </Anchor>
      </Group>
      {file === null ? null : (
        <Text>{t('ownFramework.chosen', { name: file.name, size: formatBytes(file.size) })}</Text>
      )}
      {file === null || !isTable(file) ? null : <Fields said={said} set={set} />}
      <Group>
        <ActionButton
          loading={busy}
          variant={looked ? 'default' : 'filled'}
          refusal={refusal ?? (file === null ? t('ownFramework.lookFirst') : null)}
          onClick={() => void look()}
        >
          {t('ownFramework.look')}
        </ActionButton>
      </Group>
    </Panel>
  )
}

type FieldProps = {
  said: typeof nothing
  set: (name: keyof typeof nothing, value: string) => void
}

function Fields({ said, set }: FieldProps) {
  return (
    <Part title={t('ownFramework.fields')}>
      <Stack gap="sm" maw={560}>
        <Text size="sm" c="dimmed">
          {t('ownFramework.fieldsAbout')}
        </Text>
        <TextInput
          label={t('ownFramework.id')}
          description={t('ownFramework.idAbout')}
          value={said.id}
          onChange={(event) => set('id', event.currentTarget.value)}
        />
        <TextInput
          label={t('ownFramework.name')}
          value={said.title}
          onChange={(event) => set('title', event.currentTarget.value)}
        />
        <TextInput
          label={t('ownFramework.release')}
          description={t('ownFramework.releaseAbout')}
          value={said.release}
          onChange={(event) => set('release', event.currentTarget.value)}
        />
        <Textarea
          label={t('ownFramework.about')}
          autosize
          minRows={2}
          value={said.about}
          onChange={(event) => set('about', event.currentTarget.value)}
        />
      </Stack>
    </Part>
  )
}

function isTable({ name }: File): boolean {
  return /\.(?:csv|xlsx)$/i.test(name)
}
