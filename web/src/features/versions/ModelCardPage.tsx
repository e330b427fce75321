import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { plural, t } from '../../lib/messages/messages.ts'
import { usePathPart } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { CardFairness } from './CardFairness.tsx'
import { CardPerformance } from './CardPerformance.tsx'
import { CardInputs, CardMonitors, CardSignOffs, CardStated } from './CardRecords.tsx'
import { modelCardPath, modelCardQuery } from './model-card-queries.ts'
import type { ModelCard } from './model-card-queries.ts'
import classes from './model-card.module.css'

/** The model card of a version, to be read, printed and handed on. */
export function ModelCardPage() {
  const query = useQuery(modelCardQuery(usePathPart('versionId')))
  return (
    <Loaded query={query} height={640}>
      {(card) => (
        <Stack gap="lg" className={classes['card'] ?? ''}>
          <CardHead card={card} />
          {card.sections.map(({ id, title, facts }) => (
            <Panel key={id} title={title}>
              <Facts
                facts={facts.map(({ name, attribute, value }) => [
                  attribute === null ? name : `${name} (${attribute})`,
                  value,
                ])}
              />
            </Panel>
          ))}
          <CardInputs card={card} />
          <CardPerformance card={card} />
          <CardStated card={card} />
          <CardFairness card={card} />
          <Limitations card={card} />
          <CardMonitors card={card} />
          <CardSignOffs card={card} />
          <Panel title={t('card.content')} about={t('card.contentAbout')}>
            <Facts
              facts={[
                [
                  t('card.digest'),
                  <span key="digest" className="mono">
                    {card.digest}
                  </span>,
                ],
                [
                  t('version.digest'),
                  <span key="version" className="mono">
                    {card.version.digest}
                  </span>,
                ],
                [t('card.made'), formatTime(card.generatedAt)],
                [t('card.format'), card.format],
              ]}
            />
          </Panel>
        </Stack>
      )}
    </Loaded>
  )
}

function CardHead({ card }: { card: ModelCard }) {
  const { aiSystem, version, notStated } = card
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Go to={paths.version(aiSystem.id, version.id)} size="sm">
          {t('version.title', { label: version.label })}
        </Go>
        <Title order={2}>{t('card.title', { name: aiSystem.name, label: version.label })}</Title>
        <Text c="dimmed" className="measure">
          {t('card.purpose')}
        </Text>
        {aiSystem.synthetic ? <Text fw={600}>{t('card.synthetic')}</Text> : null}
        {version.withdrawn ? <Text fw={600}>{t('version.isWithdrawn')}</Text> : null}
        {notStated.length === 0 ? null : (
          <Text size="sm">
            {plural(notStated.length, 'card.notStated.one', 'card.notStated.other')}
          </Text>
        )}
      </div>
      <Group gap="sm" className={classes['actions'] ?? ''}>
        <Anchor href={modelCardPath(version.id, 'json')} download={fileName(card, 'json')}>
          {t('card.json')}
        </Anchor>
        <Anchor href={modelCardPath(version.id, 'markdown')} download={fileName(card, 'md')}>
          {t('card.markdown')}
        </Anchor>
        <Button variant="default" onClick={() => print()}>
          {t('card.print')}
        </Button>
      </Group>
    </Group>
  )
}

function fileName({ aiSystem, version }: ModelCard, ending: string): string {
  return `model-card-${aiSystem.reference}-${version.label}.${ending}`
}

function Limitations({ card }: { card: ModelCard }) {
  return (
    <Panel title={t('card.limitations')} about={t('card.limitationsAbout')}>
      {card.limitations.length === 0 ? (
        <Text c="dimmed">{t('card.limitationsNone')}</Text>
      ) : (
        <List className="measure">
          {card.limitations.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      )}
    </Panel>
  )
}
