import { Group, Stack, Text } from '@mantine/core'
import { formatTime } from '../../lib/format.ts'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { AiSystem } from '../ai-systems/queries.ts'
import { AdvanceAction } from './AdvanceAction.tsx'
import { missingCount } from './next-gate.ts'
import type { Gate } from './queries.ts'
import { RequirementList } from './RequirementList.tsx'
import { SignAction } from './SignAction.tsx'

type Props = { gate: Gate; system: AiSystem }

/** The gate ahead: what it asks, what is missing and who supplies it, the signatures, the move. */
export function GatePanel({ gate, system }: Props) {
  const stage = label('stage', gate.target)
  const missing = missingCount(gate)
  const { required, present } = gate.signOffs
  return (
    <Panel
      title={t('lifecycle.gateTitle', { stage: stage.toLowerCase() })}
      about={gate.meaning}
      action={
        missing === 0 ? (
          <Tag tone="ok" icon="check">
            {t('lifecycle.met')}
          </Tag>
        ) : (
          <Tag tone="warning" icon="clock">
            {plural(missing, 'lifecycle.gateMissing.one', 'lifecycle.gateMissing.other')}
          </Tag>
        )
      }
    >
      <Stack>
        <RequirementList requirements={gate.requirements} aiSystemId={system.id} />
        {required.length === 0 ? null : (
          <div>
            <Text fw={600} size="sm">
              {t('lifecycle.signatures')}
            </Text>
            {present.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('lifecycle.noSignatures')}
              </Text>
            ) : null}
            {present.map((each) => (
              <Text size="sm" key={`${each.meaning}${each.userId}`}>
                {t('lifecycle.signature', { name: each.userName, at: formatTime(each.at) })}
              </Text>
            ))}
          </div>
        )}
        {missing === 0 ? <Text>{t('lifecycle.gateOpen')}</Text> : null}
        <Group>
          <AdvanceAction gate={gate} system={system} />
          {required.length === 0 ? null : <SignAction gate={gate} system={system} />}
        </Group>
      </Stack>
    </Panel>
  )
}
