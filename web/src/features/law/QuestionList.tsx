import { Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { asProblem } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { FactInput } from './FactInput.tsx'
import type { FactName, FactValue, Law, LawFact, StatedFacts } from './queries.ts'

const shown = 3

type Props = {
  questions: Law['questions']
  facts: readonly LawFact[]
  refusalOf: (fact: LawFact) => string | null
  save: (fact: LawFact, facts: StatedFacts) => Promise<void>
}

/** The few facts that settle most, asked one by one and kept as they are answered. */
export function QuestionList({ questions, facts, refusalOf, save }: Props) {
  const [draft, setDraft] = useState<Partial<Record<FactName, FactValue | null>>>({})
  const [busy, setBusy] = useState<FactName | null>(null)
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null)
  const answer = async (fact: LawFact) => {
    setBusy(fact.name)
    setProblem(null)
    try {
      await save(fact, { [fact.name]: draft[fact.name] } as StatedFacts)
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(null)
    }
  }
  return (
    <Stack gap="lg">
      {questions.slice(0, shown).map(({ fact: name, settles }) => {
        const fact = facts.find((each) => each.name === name)
        if (fact === undefined) return null
        const value = draft[name] ?? null
        const refusal = refusalOf(fact) ?? (value === null ? t('law.answerFirst') : null)
        return (
          <Stack key={name} gap="xs" maw={620}>
            <FactInput
              fact={fact}
              value={value}
              onChange={(next) => setDraft((before) => ({ ...before, [name]: next }))}
            />
            <Group gap="sm">
              <ActionButton
                size="xs"
                variant="default"
                refusal={refusal}
                loading={busy === name}
                onClick={() => void answer(fact)}
              >
                {t('law.answer')}
              </ActionButton>
              <span className="dimmed">
                {plural(settles, 'law.settles.one', 'law.settles.other')}
              </span>
            </Group>
          </Stack>
        )
      })}
      <ProblemAlert problem={problem} />
    </Stack>
  )
}
