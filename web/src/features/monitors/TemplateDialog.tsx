import { Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { asProblem } from '../../lib/use-form.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { aiSystemQuery } from '../ai-systems/queries.ts'
import type { Version } from '../versions/queries.ts'
import { addTemplateMonitors, templatesQuery } from './template-queries.ts'
import type { MonitorTemplate } from './template-queries.ts'

type Props = { aiSystemId: string; version: Version; opened: boolean; onClose: () => void }

/** Sets of monitors by use case: each says what it watches, why, and what has to be sent for it. */
export function TemplateDialog({ aiSystemId, version, opened, onClose }: Props) {
  const query = useQuery({ ...templatesQuery(), enabled: opened })
  return (
    <Modal opened={opened} onClose={onClose} title={t('templates.title')} size="lg">
      <Loaded query={query} height={240}>
        {({ items }) => (
          <Choice aiSystemId={aiSystemId} version={version} items={items} onClose={onClose} />
        )}
      </Loaded>
    </Modal>
  )
}

function Choice(props: Omit<Props, 'opened'> & { items: MonitorTemplate[] }) {
  const { aiSystemId, version, items, onClose } = props
  const system = useQuery(aiSystemQuery(aiSystemId))
  const suits = ({ archetypes }: MonitorTemplate) =>
    system.data !== undefined && archetypes.includes(system.data.archetype)
  const [chosen, choose] = useState<string | null>(null)
  const template = items.find(({ id }) => id === chosen) ?? items.find(suits) ?? items[0]
  const add = useMutation({
    mutationFn: (id: string) => addTemplateMonitors(aiSystemId, id, version.id),
    onSuccess: () => {
      notifyDone(t('templates.added'))
      onClose()
    },
  })
  if (template === undefined) return null
  return (
    <Stack>
      <Select
        label={t('templates.choose')}
        allowDeselect={false}
        data={items.map((item) => ({
          value: item.id,
          label: suits(item) ? t('templates.suits', { title: item.title }) : item.title,
        }))}
        value={template.id}
        onChange={choose}
      />
      <Text size="sm">{template.about}</Text>
      <List size="sm" spacing="sm" listStyleType="none" withPadding={false}>
        {template.monitors.map((line) => (
          <List.Item key={`${line.metric} ${line.who}`}>
            <Line line={line} leftOut={line.needsBaseline && version.baselineId === null} />
          </List.Item>
        ))}
      </List>
      {add.error === null ? null : (
        <ProblemAlert problem={asProblem(add.error)} aiSystemId={aiSystemId} />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={add.isPending} onClick={() => add.mutate(template.id)}>
          {t('templates.add')}
        </Button>
      </Group>
    </Stack>
  )
}

function Line({ line, leftOut }: { line: MonitorTemplate['monitors'][number]; leftOut: boolean }) {
  const needs = line.needs.map((each) => label('needs', each)).join(', ')
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600} {...(leftOut ? { c: 'dimmed' } : {})}>
        {label('metric', line.metric)}
        {leftOut ? ` – ${t('templates.leftOut')}` : ''}
      </Text>
      <Text size="sm">{line.explanation}</Text>
      <Text size="sm">{t('templates.harm', { harm: line.harm })}</Text>
      <Text size="sm" c="dimmed">
        {t('templates.line', { needs, delay: line.expectedDelay })}
      </Text>
    </Stack>
  )
}
