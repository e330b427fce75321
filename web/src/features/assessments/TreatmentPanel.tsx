import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { Assessment } from './queries.ts'
import { PlansForm } from './PlansForm.tsx'
import { RiskRegister } from './RiskRegister.tsx'
import type { Answers } from './use-answers.ts'

type Props = { assessment: Assessment; answers: Answers; draft: boolean }

/** What is done about the findings: plans and decisions, or the risks behind the answers. */
export function TreatmentPanel({ assessment, answers, draft }: Props) {
  const { kind } = assessment
  return (
    <Panel title={t(`treatment.title.${kind}`)} about={t(`treatment.about.${kind}`)}>
      {kind === 'ai-impact' ? (
        <PlansForm assessment={assessment} answers={answers} draft={draft} />
      ) : (
        <RiskRegister assessment={assessment} answers={answers} draft={draft} />
      )}
    </Panel>
  )
}
