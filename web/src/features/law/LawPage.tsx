import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { label, t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { readChoice, useUrlState } from '../../lib/url-state.ts'
import { asProblem } from '../../lib/use-form.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useAiSystem } from '../ai-systems/queries.ts'
import { DerivingNote } from '../duties/DerivingNote.tsx'
import { dutiesOfSystemQuery } from '../duties/queries.ts'
import type { DutySummary } from '../duties/queries.ts'
import { FactForm } from './FactForm.tsx'
import { FactList } from './FactList.tsx'
import { obligationStates } from './law-words.ts'
import { ObligationList } from './ObligationList.tsx'
import { QuestionList } from './QuestionList.tsx'
import { lawFactsQuery, obligationsQuery, stateFacts, stateOrganizationFacts } from './queries.ts'
import type { Law, LawFact } from './queries.ts'

const readState = (raw: Record<string, unknown>) => ({
  state: readChoice(raw['state'], obligationStates),
})

type Duties = ReadonlyMap<string, DutySummary>

const noDuties: Duties = new Map()

/** What the law asks of this system, why, and what would settle more. */
export function LawPage() {
  const system = useAiSystem()
  const law = useQuery(obligationsQuery(system.id))
  const facts = useQuery(lawFactsQuery(system.id))
  return (
    <Loaded query={law} height={480}>
      {(found) => (
        <Loaded query={facts} height={480}>
          {({ items }) => <Law id={system.id} law={found} facts={items} />}
        </Loaded>
      )}
    </Loaded>
  )
}

function Law({ id, law, facts }: { id: string; law: Law; facts: LawFact[] }) {
  const [opened, { open, close }] = useDisclosure(false)
  const ofSystem = useRefusal('law-facts.state')
  const ofOrganization = useRefusal('law-facts.state-organization')
  // The law stands without them: duties are derived after it, and may fail to come.
  const derived = useQuery(dutiesOfSystemQuery(id))
  const duties = derived.data?.byRequirement ?? noDuties
  const own = facts.filter((fact) => fact.of === 'system')
  const forbidden = law.items.filter(({ id: each }) => law.prohibitions.includes(each))
  return (
    <Stack gap="lg">
      {forbidden.length === 0 ? null : (
        <Panel
          title={t(
            forbidden.some(({ state }) => state === 'applies')
              ? 'law.forbiddenTitle'
              : 'law.mayForbidTitle',
          )}
          about={t('law.forbiddenText')}
          action={
            <Tag tone="warning" icon="warning">
              {t('law.stopsGates')}
            </Tag>
          }
        >
          <ObligationList obligations={forbidden} facts={facts} duties={duties} />
        </Panel>
      )}
      {law.questions.length === 0 ? null : (
        <Panel title={t('law.questions')} about={t('law.questionsAbout')}>
          <QuestionList
            questions={law.questions}
            facts={facts}
            refusalOf={(fact) => (fact.of === 'system' ? ofSystem : ofOrganization)}
            save={(fact, stated) =>
              fact.of === 'system' ? stateFacts(id, stated) : stateOrganizationFacts(stated)
            }
          />
        </Panel>
      )}
      {/* Only where duties of this system are missing is it worth a word. */}
      {isWaiting(law, duties) ? <DerivingNote deriving={derived.data?.deriving ?? 0} /> : null}
      {derived.isError && derived.data === undefined ? (
        <ProblemAlert problem={asProblem(derived.error)} onRetry={() => void derived.refetch()} />
      ) : null}
      <Obligations law={law} facts={facts} duties={duties} />
      <Panel
        title={t('law.facts')}
        about={t('law.factsListAbout')}
        action={
          <Button variant="default" onClick={open}>
            {t('law.changeFacts')}
          </Button>
        }
      >
        <FactList facts={facts} />
      </Panel>
      <Text size="sm" c="dimmed" className="measure">
        {law.notice}
      </Text>
      <FactForm
        opened={opened}
        onClose={close}
        facts={own}
        tryOn={id}
        refusal={ofSystem}
        save={(stated) => stateFacts(id, stated)}
      />
    </Stack>
  )
}

/** Whether something that is asked of the system has no duty yet. */
function isWaiting({ items }: Law, duties: Duties): boolean {
  return items.some(({ id, state }) => state !== 'exempt' && !duties.has(id))
}

function Obligations({ law, facts, duties }: { law: Law; facts: LawFact[]; duties: Duties }) {
  const [{ state }, change] = useUrlState(readState)
  const shown = law.items.filter((each) => state === undefined || each.state === state)
  if (law.items.length === 0) {
    return <EmptyNote title={t('law.noneTitle')} text={t('law.noneText')} />
  }
  return (
    <Panel title={t('law.obligations')} about={t('law.obligationsAbout')}>
      <Group gap="xs" component="fieldset" aria-label={t('law.filter')} bd={0} p={0} m={0}>
        <StateButton
          text={t('law.all', { count: law.items.length })}
          pressed={state === undefined}
          onPress={() => change({ state: undefined })}
        />
        {obligationStates.map((each) => {
          const count = law.items.filter((one) => one.state === each).length
          return count === 0 ? null : (
            <StateButton
              key={each}
              text={`${label('obligationState', each)} (${count})`}
              pressed={state === each}
              onPress={() => change({ state: each })}
            />
          )
        })}
      </Group>
      <ObligationList obligations={shown} facts={facts} duties={duties} />
    </Panel>
  )
}

function StateButton(props: { text: string; pressed: boolean; onPress: () => void }) {
  return (
    <Button
      size="compact-sm"
      variant={props.pressed ? 'filled' : 'default'}
      aria-pressed={props.pressed}
      onClick={props.onPress}
    >
      {props.text}
    </Button>
  )
}
