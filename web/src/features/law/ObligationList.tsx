import { Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { DutyLine } from '../duties/DutyLine.tsx'
import type { DutySummary } from '../duties/queries.ts'
import { byFramework, obligationStates, stateTones } from './law-words.ts'
import type { FrameworkGroup } from './law-words.ts'
import { ObligationDetails } from './ObligationDetails.tsx'
import classes from './ObligationList.module.css'
import type { LawFact, Obligation } from './queries.ts'

type Shared = {
  facts: readonly LawFact[]
  /** by requirement; what is not derived yet is not there */
  duties: ReadonlyMap<string, DutySummary>
}

/**
 * Obligations under the law that they are of, each with what became of its duty; each opens to why,
 * from when and where from.
 */
export function ObligationList({ obligations, ...shared }: Shared & { obligations: Obligation[] }) {
  return (
    <Stack gap="lg">
      {byFramework(obligations).map((group) => (
        // Another filter leaves other obligations, which fold by their own number.
        <LawGroup key={`${group.id} ${group.obligations.length}`} group={group} {...shared} />
      ))}
    </Stack>
  )
}

/** More than these are folded under their law at first, so that the page stays one look. */
const shownAtFirst = 5

function LawGroup({ group, ...shared }: Shared & { group: FrameworkGroup }) {
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
            <ObligationRow key={obligation.id} obligation={obligation} {...shared} />
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

function ObligationRow({ obligation, facts, duties }: Shared & { obligation: Obligation }) {
  const [open, { toggle }] = useDisclosure(false)
  const id = useId()
  const duty = duties.get(obligation.id)
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
      {duty === undefined ? null : <DutyLine duty={duty} />}
      <Collapse expanded={open} id={id}>
        {open ? (
          <div className={classes['details']}>
            <ObligationDetails obligation={obligation} facts={facts} />
          </div>
        ) : null}
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
