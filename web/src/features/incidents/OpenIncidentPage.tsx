import { Button, Group, Radio, Stack, Text, TextInput, Textarea, Title } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { GoButton } from '../../ui/Go.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useAiSystemId } from '../ai-systems/queries.ts'
import { openIncident, severities } from './queries.ts'
import type { Incident } from './queries.ts'

/** Reporting harm in a minute, on a telephone too. */
export function OpenIncidentPage() {
  const id = useAiSystemId()
  const { history } = useRouter()
  const initial = { title: '', description: '', severity: 'major' as Incident['severity'] }
  const form = useForm(initial, async (values) => {
    const incident = await openIncident(id, values)
    notifyDone(t('incident.reported', { number: incident.number }))
    history.push(paths.incident(incident.id))
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Stack maw={680}>
        <div>
          <Title order={2}>{t('incident.reportTitle')}</Title>
          <Text c="dimmed">{t('incident.reportPurpose')}</Text>
        </div>
        <Panel title={t('incident.what')}>
          <TextInput
            label={t('incident.reportName')}
            required
            value={form.values.title}
            error={form.errorOf('title')}
            onChange={(event) => form.set('title', event.currentTarget.value)}
          />
          <Textarea
            label={t('incident.reportText')}
            description={t('incident.reportTextAbout')}
            required
            autosize
            minRows={4}
            value={form.values.description}
            error={form.errorOf('description')}
            onChange={(event) => form.set('description', event.currentTarget.value)}
          />
          <Radio.Group
            label={t('incident.reportSeverity')}
            value={form.values.severity}
            onChange={(value) => form.set('severity', value as Incident['severity'])}
          >
            <Stack gap={8} mt="xs">
              {severities.map((severity) => (
                <Radio
                  key={severity}
                  value={severity}
                  label={t(`incident.severityAbout.${severity}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
        </Panel>
        <ProblemAlert problem={form.problem} aiSystemId={id} />
        <Group>
          <Button type="submit" loading={form.busy}>
            {t('incident.reportSubmit')}
          </Button>
          <GoButton variant="default" to={paths.systemIncidents(id)}>
            {t('common.cancel')}
          </GoButton>
        </Group>
      </Stack>
    </form>
  )
}
