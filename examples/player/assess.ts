import type { AiSystem } from '../../cli/src/systems.ts'
import { answerOf } from './assessment-answers.ts'
import type { People, Person } from './person.ts'

type Assessment = {
  id: string
  revision: number
  questionnaire: {
    sections: { questions: { id: string; answerType: string }[] }[]
  }
}

/** Both assessments: the model owner answers every question asked, two others sign. */
export async function assess(people: People, system: AiSystem): Promise<void> {
  await assessOne(people.owner, people.clinical, system, 'organisational-risk')
  await assessOne(people.owner, people.lead, system, 'ai-impact')
}

async function assessOne(answering: Person, signing: Person, system: AiSystem, kind: string) {
  const draft = await answering.post<Assessment>(`/ai-systems/${system.id}/assessments`, { kind })
  const questions = draft.questionnaire.sections.flatMap((section) => section.questions)
  await answering.put(
    `/assessments/${draft.id}/answers`,
    { answers: questions.map(answerOf) },
    { headers: { 'if-match': `"${draft.revision}"` } },
  )
  await signing.post(`/assessments/${draft.id}/sign`, {
    password: signing.password,
    statement: 'Read with the evidence named; the open points have owners and dates.',
  })
}
