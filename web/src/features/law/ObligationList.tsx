import { Anchor, Collapse, Group, List, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { byFramework, obligationStates, sinceWords, stateTones } from './law-words.ts'
import type { FrameworkGroup } from './law-words.ts'
import classes from './ObligationList.module.css'
import type { LawFact, Obligation } from './queries.ts'

/** Obligations under the law that they are of; each opens to why, from when and where from. */
export function ObligationList(props: { obligations: Obligation[]; facts: readonly LawFact[] }) {
  return (
    <Stack gap="lg">
      {byFramework(props.obligations).map((group) => (
        // Another filter leaves other obligations, which fold by their own number.
        <LawGroup
          key={`${group.id} ${group.obligations.length}`}
          group={group}
          facts={props.facts}
        />
      ))}
    </Stack>
  )
}

/** More than these are folded under their law at first, so that the page stays one look. */
const shownAtFirst = 5

function LawGroup({ group, facts }: { group: FrameworkGroup; facts: readonly LawFact[] }) {
  const { title, obligations } = group
  const [open, { toggle }] = useDisclosure(obligations.length <= shownAtFirst)
  const id = useId()
  return (
    <section>
      <Text component="h3" fw={600} mb={4}>
        <UnstyledButton
          onClick={toggle}
          aria-expanded={open}
          aria-controls={id}
          fw={600}
          className={classes['law'] ?? ''}
        >
          <Icon name={open ? 'down' : 'right'} size={13} />
          {title}
          <span className={classes['count']}>{countWords(obligations)}</span>
        </UnstyledButton>
      </Text>
      <Collapse expanded={open} id={id}>
        <ul className={classes['list']}>
          {obligations.map((obligation) => (
            <ObligationRow key={obligation.id} obligation={obligation} facts={facts} />
          ))}
        </ul>
      </Collapse>
    </section>
  )
}

/** `41 apply, 2 may apply` */
function countWords(obligations: readonly Obligation[]): string {
  return obligationStates
    .map((state) => ({ state, count: obligations.filter((each) => each.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${label('obligationState', state).toLowerCase()}`)
    .join(', ')
}

function ObligationRow(props: { obligation: Obligation; facts: readonly LawFact[] }) {
  const { obligation, facts } = props
  const [open, { toggle }] = useDisclosure(false)
  const id = useId()
  return (
    <li className={classes['row']}>
      <UnstyledButton
        onClick={toggle}
        aria-expanded={open}
        aria-controls={id}
        className={classes['head'] ?? ''}
      >
        <Icon name={open ? 'down' : 'right'} size={13} />
        <span className={classes['title']}>{obligation.title}</span>
        <span className={`${classes['id']} mono`}>{obligation.id}</span>
        <ObligationTags obligation={obligation} />
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        {open ? <ObligationDetails obligation={obligation} facts={facts} /> : null}
      </Collapse>
    </li>
  )
}

function ObligationTags({ obligation }: { obligation: Obligation }) {
  const { state, toBeConfirmed, prohibits } = obligation
  const [tone, icon] = stateTones[state]
  const forbids = prohibits && state !== 'exempt'
  return (
    <Group gap={6} component="span">
      {forbids ? (
        <Tag tone="warning" icon="warning">
          {t(state === 'applies' ? 'law.forbidden' : 'law.mayForbid')}
        </Tag>
      ) : (
        <Tag tone={tone} icon={icon}>
          {label('obligationState', state)}
        </Tag>
      )}
      {toBeConfirmed ? <Tag icon="question">{t('law.confirm')}</Tag> : null}
    </Group>
  )
}

function ObligationDetails(props: { obligation: Obligation; facts: readonly LawFact[] }) {
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
    <Stack gap="xs" className={classes['details'] ?? ''}>
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
