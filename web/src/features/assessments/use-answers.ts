import type { ProblemError } from '@primum/client'
import type { Answer } from '@primum/core/questionnaires/answers'
import { useEffect, useMemo, useState } from 'react'
import { queryClient } from '../../lib/query-client.ts'
import { createAnswerQueue } from './answer-queue.ts'
import type { Change, SaveState } from './answer-queue.ts'
import { assessmentQuery, sendAnswers } from './queries.ts'
import type { AnswerInput, Assessment } from './queries.ts'

export type Answers = {
  byQuestion: ReadonlyMap<string, Answer>
  list: Answer[]
  give: (answer: AnswerInput) => void
  state: SaveState
  problem: ProblemError | null
  conflicted: boolean
  retry: () => void
  /** Saves another change of this assessment, in turn with the answers. */
  change: (wanted: Change) => Promise<Assessment>
}

/** The answers on the screen, and their way to the server while the person goes on. */
export function useAnswers(assessment: Assessment): Answers {
  const [byQuestion, setByQuestion] = useState(() => toMap(assessment))
  const [{ state, problem }, setState] = useState<{
    state: SaveState
    problem: ProblemError | null
  }>({
    state: 'saved',
    problem: null,
  })
  const [conflicted, setConflicted] = useState(false)
  const { id, revision } = assessment
  const queue = useMemo(() => {
    const { queryKey, queryFn } = assessmentQuery(id)
    return createAnswerQueue(revision, {
      send: (known, answers) => sendAnswers(id, known, answers),
      reload: async () => {
        const fresh = await queryClient.fetchQuery({
          queryKey,
          queryFn: queryFn as () => Promise<Assessment>,
          staleTime: 0,
        })
        setByQuestion((mine) => new Map([...toMap(fresh), ...mine]))
        return fresh
      },
      onState: (next, why) => setState({ state: next, problem: why }),
      onSaved: (saved) => queryClient.setQueryData(queryKey, saved),
      onConflict: () => setConflicted(true),
    })
    // One queue for the life of the page: it knows the newest revision itself.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (queue.waiting() > 0) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [queue])
  return {
    byQuestion,
    list: [...byQuestion.values()],
    give: (answer) => {
      setByQuestion((before) => withAnswer(before, answer))
      void queue.add(answer)
    },
    state,
    problem,
    conflicted,
    retry: () => void queue.flush(),
    change: queue.change,
  }
}

function toMap(assessment: Assessment): Map<string, Answer> {
  return new Map(assessment.answers.map((answer) => [answer.questionId, answer as Answer]))
}

function withAnswer(before: ReadonlyMap<string, Answer>, answer: AnswerInput): Map<string, Answer> {
  const next = new Map(before)
  const { value, ...rest } = answer
  if (value === null) next.delete(answer.questionId)
  else next.set(answer.questionId, { ...rest, value } as Answer)
  return next
}
