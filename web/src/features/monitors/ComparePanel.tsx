import { Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { readText, useUrlState } from '../../lib/url-state.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Version } from '../versions/queries.ts'
import { Compared } from './Compared.tsx'
import { versionsComparedQuery } from './queries.ts'

type Props = { aiSystemId: string; versions: Version[]; versionId: string }

/** Two versions side by side; which two stands in the address. */
export function ComparePanel({ aiSystemId, versions, versionId }: Props) {
  const [chosen, change] = useUrlState((raw) => ({
    a: readText(raw['a']),
    b: readText(raw['b']),
  }))
  const comparable = versions.filter(({ baselineId }) => baselineId !== null)
  const known = (id: string | undefined) => comparable.find((each) => each.id === id)?.id
  const a = known(chosen.a) ?? known(versionId) ?? comparable[0]?.id
  const b = known(chosen.b) ?? comparable.find(({ id }) => id !== a)?.id
  return (
    <Panel title={t('compare.title')} about={t('compare.about')}>
      {a === undefined || b === undefined || a === b ? (
        <Text c="dimmed">{t('compare.needsTwo')}</Text>
      ) : (
        <>
          <Group gap="sm">
            {([['a', a] as const, ['b', b] as const] as const).map(([side, id]) => (
              <Select
                key={side}
                label={t(`compare.${side}`)}
                allowDeselect={false}
                w={150}
                data={comparable
                  .filter((each) => each.id !== (side === 'a' ? b : a))
                  .map((each) => ({ value: each.id, label: each.label }))}
                value={id}
                onChange={(value) => change({ [side]: value })}
              />
            ))}
          </Group>
          <Sides aiSystemId={aiSystemId} a={a} b={b} />
        </>
      )}
    </Panel>
  )
}

function Sides({ aiSystemId, a, b }: { aiSystemId: string; a: string; b: string }) {
  const query = useQuery(versionsComparedQuery(aiSystemId, a, b))
  return (
    <Loaded query={query} height={220}>
      {(compared) => <Compared compared={compared} />}
    </Loaded>
  )
}
