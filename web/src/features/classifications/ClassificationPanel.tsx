import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { GoAction } from '../../ui/GoAction.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { TierTag } from '../ai-systems/SystemTags.tsx'
import { OverrideAction } from './OverrideAction.tsx'
import { classificationsQuery } from './queries.ts'
import { TierReasons } from './TierReasons.tsx'
import { TierRequirements } from './TierRequirements.tsx'

export function ClassificationPanel() {
  const system = useAiSystem()
  const query = useQuery(classificationsQuery(system.id))
  const refusal = useRefusal('classifications.classify')
  return (
    <Loaded query={query} height={220}>
      {({ items, state, changed, tier }) => {
        const newest = items[0]
        return (
          <Panel
            title={t('risk.classification')}
            about={t('risk.classificationAbout')}
            action={
              <Group gap="xs">
                {newest === undefined ? null : <OverrideAction system={system} />}
                <GoAction
                  to={paths.classify(system.id)}
                  refusal={refusal}
                  {...(newest === undefined ? {} : { variant: 'default', size: 'xs' })}
                >
                  {t(newest === undefined ? 'risk.classify' : 'risk.classifyAgain')}
                </GoAction>
              </Group>
            }
          >
            {newest === undefined ? (
              <Text>{t('risk.notClassified')}</Text>
            ) : (
              <Stack>
                <Group gap="xs">
                  <TierTag tier={tier} />
                  <Text size="sm" c="dimmed">
                    {t('risk.classifiedBy', {
                      name: newest.classifiedBy.name,
                      day: formatDay(newest.createdAt),
                    })}
                  </Text>
                </Group>
                {state === 'outdated' ? (
                  <div>
                    <Tag tone="warning" icon="warning">
                      {t('risk.outdated', { fields: changed.join(', ') })}
                    </Tag>
                  </div>
                ) : null}
                {newest.override === null ? null : (
                  <Text>
                    {t('risk.overridden', {
                      tier: newest.override.tier,
                      reason: newest.override.reason,
                    })}
                  </Text>
                )}
                <TierReasons result={newest.result} />
                <TierRequirements
                  tier={newest.result.tier}
                  requirements={newest.result.requirements}
                />
              </Stack>
            )}
          </Panel>
        )
      }}
    </Loaded>
  )
}
