import { Button, Grid, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { paths } from '../../paths.ts'
import { Go, GoButton } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { classificationsQuery, classify, questionnaireQuery } from './queries.ts'
import type { Classification } from './queries.ts'
import { ScaleQuestions } from './ScaleQuestions.tsx'
import { openFactors, previewTier } from './tier-preview.ts'
import type { PartialAnswers } from './tier-preview.ts'
import { loadTiering } from './tiering.ts'
import { TierPreview } from './TierPreview.tsx'

export function ClassifyPage() {
  const id = useAiSystem().id
  const before = useQuery(classificationsQuery(id))
  return (
    <Loaded query={before} height={360}>
      {({ items }) => <ClassifyForm answered={items[0]?.answers ?? {}} />}
    </Loaded>
  )
}

function ClassifyForm({ answered }: { answered: PartialAnswers }) {
  const system = useAiSystem()
  const { history } = useRouter()
  const tiering = useMemo(() => loadTiering(), [])
  const questionnaire = useQuery(questionnaireQuery('classification'))
  const form = useForm<PartialAnswers>(answered, async (answers) => {
    const { tier } = await classify(system.id, answers as Classification['answers'])
    notifyDone(t('risk.classified', { name: system.name, tier }))
    history.push(paths.riskAndImpact(system.id))
  })
  return (
    <Stack>
      <div>
        <Title order={2}>{t('risk.classifyTitle', { name: system.name })}</Title>
        <Text c="dimmed">{t('risk.classifyPurpose')}</Text>
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="lg">
              <Loaded query={questionnaire} height={400}>
                {({ sections }) => (
                  <ScaleQuestions sections={sections} answers={form.values} onAnswer={form.set} />
                )}
              </Loaded>
              <ProblemAlert problem={form.problem} aiSystemId={system.id} />
              <Group>
                <Button
                  type="submit"
                  loading={form.busy}
                  disabled={openFactors(form.values).length > 0}
                >
                  {t('risk.classifySubmit')}
                </Button>
                <GoButton variant="default" to={paths.riskAndImpact(system.id)}>
                  {t('common.cancel')}
                </GoButton>
              </Group>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack pos="sticky" top={72}>
              <TierPreview
                open={openFactors(form.values).length}
                preview={previewTier(form.values, system, tiering)}
              />
              <Panel title={t('risk.fromRecord')} order={3}>
                <Text size="sm">{label('archetype', system.archetype)}</Text>
                <Text size="sm">
                  {system.usesPhi === null
                    ? `${t('field.usesPhi')}: ${t('common.unknown').toLowerCase()}`
                    : t(system.usesPhi ? 'risk.phiYes' : 'risk.phiNo')}
                </Text>
                <Text size="sm">
                  {t('risk.fda', {
                    status:
                      system.fdaStatus === null
                        ? t('common.unknown')
                        : label('fda', system.fdaStatus),
                  })}
                </Text>
                <Text size="sm">
                  {t('risk.eu', {
                    answer:
                      system.euRole === 'not-in-eu' || system.euHighRisk === false
                        ? t('common.no')
                        : system.euHighRisk === null
                          ? t('common.unknown')
                          : t('common.yes'),
                  })}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('risk.fromRecordAbout')}
                </Text>
                <Go to={paths.editAiSystem(system.id)} size="sm">
                  {t('risk.editRecord')}
                </Go>
              </Panel>
            </Stack>
          </Grid.Col>
        </Grid>
      </form>
    </Stack>
  )
}
