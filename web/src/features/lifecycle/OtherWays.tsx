import { Group } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { AiSystem } from '../ai-systems/queries.ts'
import { AdvanceAction } from './AdvanceAction.tsx'
import type { Gate } from './queries.ts'

/** Back, into re-evaluation, or out of use. */
export function OtherWays({ gates, system }: { gates: Gate[]; system: AiSystem }) {
  return (
    <Panel title={t('lifecycle.other')} about={t('lifecycle.otherAbout')}>
      <Group>
        {gates.map((gate) => (
          <AdvanceAction key={gate.target} gate={gate} system={system} quiet />
        ))}
      </Group>
    </Panel>
  )
}
