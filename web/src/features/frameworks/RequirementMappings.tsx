import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { CompareSelect } from './CompareSelect.tsx'
import { crosswalkRows, distantRows, relationWords } from './crosswalk-rows.ts'
import { readFrameworkState } from './framework-state.ts'
import { crosswalkQuery, frameworkQuery } from './queries.ts'
import type { Crosswalk, Framework, Requirement } from './queries.ts'

type Props = { framework: Framework; requirement: Requirement }

/** How this one requirement lies to those of another framework. */
export function RequirementMappings({ framework, requirement }: Props) {
  const [{ compare }] = useUrlState(readFrameworkState)
  return (
    <Stack gap="xs">
      <CompareSelect id={framework.id} />
      {compare === undefined || compare === framework.id ? (
        <Text size="sm" c="dimmed">
          {t('requirement.chooseOther')}
        </Text>
      ) : (
        <Found key={compare} framework={framework} requirement={requirement} to={compare} />
      )}
    </Stack>
  )
}

function Found({ framework, requirement, to }: Props & { to: string }) {
  const crosswalk = useQuery(crosswalkQuery(framework.id, to))
  const other = useQuery(frameworkQuery(to))
  return (
    <Loaded query={crosswalk} height={80}>
      {(found) => (
        <Lines
          found={found}
          from={{ ...framework, requirements: [requirement] }}
          to={other.data ?? { requirements: [] }}
        />
      )}
    </Loaded>
  )
}

type Lines = {
  found: Crosswalk
  from: Framework
  to: Pick<Framework, 'requirements'>
}

function Lines({ found, from, to }: Lines) {
  const id = from.requirements[0]?.id
  const own = crosswalkRows(found, from, to).filter((row) => row.from === id)
  const distant = distantRows(found, from, to).filter((row) => row.from === id)
  if (own.length === 0 && distant.length === 0) {
    return <Text size="sm">{t('requirement.notMapped', { framework: found.to })}</Text>
  }
  return (
    <>
      <List size="sm" spacing={8}>
        {own.map((row) => (
          <List.Item key={row.key}>
            {sentence(relationWords(row))}{' '}
            {row.to === null ? null : (
              <Go to={paths.requirement(row.to)}>
                {row.to} {row.toTitle}
              </Go>
            )}
            <Text size="sm" c="dimmed">
              {row.rationale} {row.basis === null ? '' : `(${label('mappingBasis', row.basis)})`}
            </Text>
          </List.Item>
        ))}
      </List>
      {distant.length === 0 ? null : (
        <>
          <Text size="sm">{t('crosswalk.distantShort')}</Text>
          <List size="sm" spacing={6}>
            {distant.map((row) => (
              <List.Item key={row.key}>
                <Go to={paths.requirement(row.to)}>
                  {row.to} {row.toTitle}
                </Go>
                <Text size="sm" c="dimmed">
                  {t('crosswalk.throughThese', { ids: row.through.join(', ') })}
                </Text>
              </List.Item>
            ))}
          </List>
        </>
      )}
    </>
  )
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
