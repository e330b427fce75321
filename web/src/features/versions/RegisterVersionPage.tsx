import {
  Button,
  Group,
  NumberInput,
  Stack,
  TagsInput,
  Text,
  TextInput,
  Textarea,
  Title,
} from '@mantine/core'
import { ProblemError } from '@primum/client'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { GoButton } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { registerVersion } from './queries.ts'

/** By hand what a pipeline usually does. */
export function RegisterVersionPage() {
  const system = useAiSystem()
  const { history } = useRouter()
  const initial = {
    label: '',
    artifactSha256: '',
    artifactUri: '',
    codeReference: '',
    dataReference: '',
    threshold: 0.5 as number | null,
    baselineId: '',
    inputSchema: '[]',
    groupAttributes: [] as string[],
    intendedUse: system.intendedUse,
    changeSummary: '',
  }
  const form = useForm(initial, async (values) => {
    const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
    const version = await registerVersion(system.id, {
      ...values,
      threshold: values.threshold ?? Number.NaN,
      artifactUri: orNull(values.artifactUri),
      codeReference: orNull(values.codeReference),
      dataReference: orNull(values.dataReference),
      baselineId: orNull(values.baselineId),
      changeSummary: orNull(values.changeSummary),
      inputSchema: readInputs(values.inputSchema),
      extraThresholds: [],
      statedMetrics: [],
    })
    notifyDone(t('versionForm.registered', { label: version.label }))
    history.push(paths.version(system.id, version.id))
  })
  const line = (
    name:
      | 'label'
      | 'artifactSha256'
      | 'artifactUri'
      | 'codeReference'
      | 'dataReference'
      | 'baselineId'
      | 'inputSchema'
      | 'intendedUse'
      | 'changeSummary',
  ) => ({
    value: form.values[name],
    error: form.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack maw={760}>
        <div>
          <Title order={2}>{t('versionForm.title')}</Title>
          <Text c="dimmed">{t('versionForm.purpose')}</Text>
        </div>
        <Panel title={t('version.facts')}>
          <TextInput
            label={t('versionForm.label')}
            description={t('versionForm.labelAbout')}
            required
            {...line('label')}
          />
          <TextInput
            label={t('versionForm.artifact')}
            description={t('versionForm.artifactAbout')}
            required
            {...line('artifactSha256')}
          />
          <TextInput label={t('versionForm.artifactUri')} {...line('artifactUri')} />
          <TextInput label={t('versionForm.code')} {...line('codeReference')} />
          <TextInput label={t('versionForm.data')} {...line('dataReference')} />
          <Textarea
            label={t('versionForm.intendedUse')}
            required
            autosize
            {...line('intendedUse')}
          />
          <Textarea label={t('versionForm.changes')} autosize {...line('changeSummary')} />
        </Panel>
        <Panel title={t('aiSystems.group.watch')}>
          <NumberInput
            label={t('versionForm.threshold')}
            description={t('versionForm.thresholdAbout')}
            required
            min={0}
            max={1}
            step={0.01}
            value={form.values.threshold ?? ''}
            error={form.errorOf('threshold')}
            onChange={(value) => form.set('threshold', value === '' ? null : Number(value))}
          />
          <TextInput
            label={t('versionForm.baseline')}
            description={t('versionForm.baselineAbout')}
            {...line('baselineId')}
          />
          <Textarea
            label={t('versionForm.inputs')}
            description={t('versionForm.inputsAbout')}
            autosize
            minRows={3}
            {...line('inputSchema')}
          />
          <TagsInput
            label={t('versionForm.groups')}
            description={t('versionForm.groupsAbout')}
            value={form.values.groupAttributes}
            error={form.errorOf('groupAttributes')}
            onChange={(value) => form.set('groupAttributes', value)}
          />
        </Panel>
        <ProblemAlert problem={form.problem} aiSystemId={system.id} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('versionForm.submit')}
          </Button>
          <GoButton variant="default" to={paths.versions(system.id)}>
            {t('common.cancel')}
          </GoButton>
        </Group>
      </Stack>
    </form>
  )
}

function readInputs(text: string): never[] {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value as never[]
  } catch {
    // Falls through to the refusal below, in the same shape as the server's.
  }
  const message = t('versionForm.inputsWrong')
  throw new ProblemError({ detail: message, errors: [{ path: 'inputSchema', message }] })
}
