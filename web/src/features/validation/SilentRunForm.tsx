import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { versionsQuery } from '../versions/queries.ts'
import type { Protocol } from './protocol-values.ts'
import { startSilentRun } from './queries.ts'

const month = 30 * 86_400_000

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10)
}

/** The same question put to live predictions that nobody saw: no file is needed. */
export function SilentRunForm({ protocol }: { protocol: Protocol }) {
  const { history } = useRouter()
  const refusal = useRefusal('validations.write')
  const versions = useQuery(versionsQuery(protocol.aiSystemId))
  const [initial] = useState(() => ({
    from: day(Date.now() - 3 * month),
    to: day(Date.now()),
    versionId: null as string | null,
  }))
  const form = useForm(initial, async ({ from, to, versionId }) => {
    const period = { from, to }
    const run = await startSilentRun(
      protocol.id,
      versionId === null ? period : { ...period, versionId },
    )
    history.push(paths.validationRun(protocol.aiSystemId, run.id))
  })
  const date = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={t(`silent.${name}`)}
      required
      value={form.values[name]}
      error={form.errorOf(name)}
      onChange={(event) => form.set(name, event.currentTarget.value)}
    />
  )
  return (
    <Panel title={t('silent.title')} about={t('silent.about')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Stack>
          <Group align="flex-start">
            {date('from')}
            {date('to')}
            <Select
              label={t('version.title', { label: '' }).trim()}
              placeholder={t('run.candidate')}
              clearable
              data={(versions.data?.items ?? []).map(({ id, label }) => ({ value: id, label }))}
              value={form.values.versionId}
              error={form.errorOf('versionId')}
              onChange={(next) => form.set('versionId', next)}
            />
          </Group>
          <ProblemAlert problem={form.problem} aiSystemId={protocol.aiSystemId} />
          <Group>
            {refusal === null ? (
              <Button type="submit" variant="default" loading={form.busy}>
                {t('silent.start')}
              </Button>
            ) : (
              <ActionButton refusal={refusal}>{t('silent.start')}</ActionButton>
            )}
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}
