import { Group, List, Stack, Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { Fact } from '../../ui/Facts.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Part } from '../../ui/Part.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { withDays } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { Framework, Requirement } from './queries.ts'
import { RequirementMappings } from './RequirementMappings.tsx'
import { SourceList } from './SourceList.tsx'

type Props = { framework: Framework; requirement: Requirement }

/** What a requirement asks, what shows that it is met, and where that is known from. */
export function RequirementDetails({ framework, requirement }: Props) {
  const { id, kind, role, text, evidence, notes } = requirement
  const sources = framework.sources.filter(({ key }) => requirement.source.includes(key))
  return (
    <Stack gap="md" className={classes['details'] ?? ''}>
      <Group gap="xs">
        <Text span size="sm" c="dimmed" className="tabular">
          {id}
        </Text>
        <Tag>{label('requirementKind', kind)}</Tag>
        {role === 'note' ? <Tag icon="info">{t('requirement.note')}</Tag> : null}
      </Group>
      {text === null ? null : <Text className="measure">{withDays(text)}</Text>}
      <Facts facts={factsOf(requirement)} />
      {evidence.length === 0 ? null : (
        <Part title={t('requirement.evidence')}>
          <Lines lines={evidence} />
        </Part>
      )}
      {notes.length === 0 ? null : (
        <Part title={t('requirement.notes')}>
          <Lines lines={notes} />
        </Part>
      )}
      {role === 'requirement' ? (
        <Part title={t('requirement.elsewhere')}>
          <RequirementMappings framework={framework} requirement={requirement} />
        </Part>
      ) : null}
      <Part title={t('requirement.sources')}>
        <SourceList sources={sources} />
      </Part>
    </Stack>
  )
}

function factsOf(requirement: Requirement): Fact[] {
  const { citation, appliesTo, deadline, status, asOf, confidence } = requirement
  const facts: [string, string | null][] = [
    [t('requirement.citation'), citation],
    [t('requirement.appliesTo'), appliesTo.length === 0 ? null : sentence(appliesTo.join(', '))],
    [t('requirement.deadline'), deadline === null ? null : sentence(withDays(deadline))],
    [t('requirement.status'), status === null ? null : sentence(withDays(status))],
    [t('frameworks.asOf'), formatDay(asOf)],
    [t('framework.confidence'), t(`confidence.${confidence}`)],
  ]
  // A standard has no deadline: what does not exist there is not asked for as missing.
  return facts.filter(([, value]) => value !== null)
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <List size="sm" spacing={4}>
      {lines.map((line) => (
        <List.Item key={line}>{withDays(line)}</List.Item>
      ))}
    </List>
  )
}
