import { Anchor, List, Stack, Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { sinceWords } from './law-words.ts'
import type { LawFact, Obligation } from './queries.ts'

/** What is asked, why it applies or does not, from when, and where that is said. */
export function ObligationDetails(props: { obligation: Obligation; facts: readonly LawFact[] }) {
  const { obligation, facts } = props
  const { text, why, exemptions, missing, deadline, citation, asOf, confidence } = obligation
  const questions = missing.map(
    (name) => facts.find((fact) => fact.name === name)?.question ?? name,
  )
  const rows: Fact[] = [
    ...(why.length === 0 ? [] : [[t('law.why'), <Lines key="why" lines={why} />] satisfies Fact]),
    ...exemptions.map(({ because, requirement }): Fact => [
      t('law.exemptBecause'),
      requirement === null ? because : `${because} (${requirement})`,
    ]),
    ...(questions.length === 0
      ? []
      : [[t('law.notKnown'), <Lines key="missing" lines={questions} />] satisfies Fact]),
    [t('law.effective'), sinceWords(obligation)],
    ...(deadline === null ? [] : [[t('law.deadline'), deadline] satisfies Fact]),
    ...(citation === null ? [] : [[t('law.citation'), citation] satisfies Fact]),
    [t('law.sources'), <Sources key="sources" sources={obligation.sources} />],
    [
      t('law.asOf'),
      `${formatDay(asOf)}; ${t(confidence === 'verified' ? 'law.verified' : 'law.recalled')}`,
    ],
  ]
  return (
    <Stack gap="xs">
      {text === null ? null : (
        <Text size="sm" className="measure">
          {text}
        </Text>
      )}
      <Facts facts={rows} />
    </Stack>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.length === 1 ? (
    (lines[0] ?? null)
  ) : (
    <List size="sm">
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}

function Sources({ sources }: { sources: Obligation['sources'] }) {
  return (
    <List size="sm" listStyleType="none">
      {sources.map(({ key, title, locator }) => (
        <List.Item key={key}>
          {locator !== null && /^https?:\/\/\S+$/.test(locator) ? (
            <Anchor href={locator} target="_blank" rel="noopener noreferrer" size="sm">
              {title}
            </Anchor>
          ) : (
            title
          )}
        </List.Item>
      ))}
    </List>
  )
}
