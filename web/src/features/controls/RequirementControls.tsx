import { List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { coverageQuery } from '../frameworks/queries.ts'
import type { Coverage } from '../frameworks/queries.ts'

type Line = {
  requirementId: string
  controls: { id: string; reference: string; title: string }[]
}

type Props = {
  line: Line
  framework: string
  /** As it stands now, or as it was kept: then only the names of the controls are known. */
  current: boolean
  /** where the words beside it have said already that there is none */
  silent?: boolean
}

/** The controls of the organization that speak for a requirement, and how far each one carries. */
export function RequirementControls({ line, framework, current, silent = false }: Props) {
  return current ? (
    <CurrentControls line={line} framework={framework} silent={silent} />
  ) : (
    <Named controls={line.controls} silent={silent} />
  )
}

function CurrentControls({ line, framework, silent }: Required<Omit<Props, 'current'>>) {
  const query = useQuery(coverageQuery(framework))
  return (
    <Loaded query={query} height={44}>
      {({ items }) => {
        const found = items.find(({ requirement }) => requirement.id === line.requirementId)
        return (
          <>
            <Named
              controls={found?.contributions.map(({ control }) => control) ?? []}
              contributions={found?.contributions ?? []}
              silent={silent}
            />
            {found === undefined || found.hints.length === 0 ? null : (
              <Text size="sm" c="dimmed" mt={4}>
                {plural(found.hints.length, 'statement.hints.one', 'statement.hints.other')}
              </Text>
            )}
          </>
        )
      }}
    </Loaded>
  )
}

type Contribution = Coverage['items'][number]['contributions'][number]

type NamedProps = { controls: Line['controls']; contributions?: Contribution[]; silent: boolean }

function Named({ controls, contributions = [], silent }: NamedProps) {
  if (controls.length === 0) {
    if (silent) return null
    return (
      <Text size="sm" c="dimmed">
        {t('statement.noControls')}
      </Text>
    )
  }
  return (
    <List size="sm" spacing={4}>
      {controls.map(({ id, reference, title }, index) => (
        <List.Item key={`${id} ${contributions[index]?.via?.from ?? ''}`}>
          <Go to={paths.control(id)}>
            {reference} {title}
          </Go>
          <Carries contribution={contributions[index]} />
        </List.Item>
      ))}
    </List>
  )
}

function Carries({ contribution }: { contribution: Contribution | undefined }) {
  if (contribution === undefined) return null
  const { implementation, carries, via, reason } = contribution
  const words = [
    label('implementation', implementation),
    t(`statement.carries.${carries}`),
    ...(via === null ? [] : [t('statement.via', { from: via.from })]),
  ]
  return (
    <Text size="sm" c="dimmed">
      {words.join(', ')}. {reason}
    </Text>
  )
}
