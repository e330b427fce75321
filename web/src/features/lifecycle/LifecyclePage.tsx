import { Stack, Text, Timeline } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatTime } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { GatePanel } from './GatePanel.tsx'
import { nextGate, otherGates } from './next-gate.ts'
import { OtherWays } from './OtherWays.tsx'
import { lifecycleQuery } from './queries.ts'
import { StageLine } from './StageLine.tsx'

export function LifecyclePage() {
  const system = useAiSystem()
  const query = useQuery(lifecycleQuery(system.id))
  return (
    <Loaded query={query} height={360}>
      {(lifecycle) => {
        const next = nextGate(lifecycle)
        const others = otherGates(lifecycle)
        return (
          <Stack gap="lg">
            <Panel title={t('lifecycle.stages')}>
              <StageLine stage={lifecycle.stage} />
            </Panel>
            {lifecycle.stage === 'retirement' ? <Text>{t('lifecycle.retired')}</Text> : null}
            {next === undefined ? null : <GatePanel gate={next} system={system} />}
            {others.length === 0 ? null : <OtherWays gates={others} system={system} />}
            <Panel title={t('lifecycle.history')}>
              {lifecycle.history.length === 0 ? (
                <Text c="dimmed">{t('lifecycle.historyNone')}</Text>
              ) : (
                <Timeline bulletSize={14} lineWidth={2}>
                  {lifecycle.history.map((move) => (
                    <Timeline.Item
                      key={move.id}
                      title={t('lifecycle.historyItem', {
                        from: label('stage', move.from),
                        to: label('stage', move.to).toLowerCase(),
                      })}
                    >
                      {move.reason === null ? null : <Text size="sm">{move.reason}</Text>}
                      <Text size="sm" c="dimmed">
                        {formatTime(move.at)}, {move.actor.name}
                      </Text>
                    </Timeline.Item>
                  ))}
                </Timeline>
              )}
            </Panel>
          </Stack>
        )
      }}
    </Loaded>
  )
}
