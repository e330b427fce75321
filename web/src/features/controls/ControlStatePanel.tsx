import { List, Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { asSentence } from './as-sentence.ts'
import { ownerName } from './owner-name.ts'
import type { Control } from './queries.ts'

/** How far it is there, and why no further, as it was computed when asked. */
export function ControlStatePanel({ control }: { control: Control }) {
  const { implementation, owner, retiredAt, retirementReason } = control
  const facts: Fact[] = [
    [t('controls.owner'), ownerName(owner)],
    [
      t('control.written'),
      t('control.byOn', { name: control.createdBy.name, day: formatDay(control.createdAt) }),
    ],
  ]
  if (retiredAt !== null) facts.push([t('controls.retired'), formatDay(retiredAt)])
  return (
    <Panel title={t('control.why')} about={t('control.whyAbout')}>
      {implementation === null ? (
        <Text className="prewrap">{retirementReason}</Text>
      ) : (
        <>
          <Text>{t(`control.state.${implementation.state}`)}</Text>
          {implementation.reasons.length === 0 ? null : (
            <List size="sm" spacing={4}>
              {implementation.reasons.map((reason) => (
                <List.Item key={reason}>{asSentence(reason)}</List.Item>
              ))}
            </List>
          )}
        </>
      )}
      <Facts facts={facts} />
    </Panel>
  )
}
