import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import { stepProblems } from '@primum/core/findings/finding-step'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal, useSession } from '../../lib/session.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonDialog } from '../../ui/ReasonDialog.tsx'
import { changeFinding, checkFinding } from './queries.ts'
import type { Finding } from './queries.ts'

type Step = 'in-progress' | 'resolved' | 'verified' | 'reopened'

/** The steps that can follow now. */
function stepsFrom(status: Finding['status']): Step[] {
  if (status === 'open' || status === 'reopened') return ['in-progress']
  if (status === 'in-progress') return ['resolved']
  return status === 'resolved' ? ['verified', 'reopened'] : []
}

/** The one thing to do next: start, say what was done, or say whether it worked. */
export function StepActions({ finding }: { finding: Finding }) {
  const { user } = useSession()
  const manage = useRefusal('findings.manage')
  const check = useRefusal('findings.check')
  const [asked, setAsked] = useState<Step | null>(null)
  const steps = stepsFrom(finding.status)
  const refusalOf = (step: Step): string | null => {
    const refusal = step === 'verified' || step === 'reopened' ? check : manage
    const resolvedBy = finding.resolvedBy?.id ?? null
    const actorId = user?.id ?? ''
    const [problem] = stepProblems({
      ...{ from: finding.status, to: step, reason: 'given when asked', actorId, resolvedBy },
    })
    return refusal ?? problem?.message ?? null
  }
  const act = async (step: Step, reason: string) => {
    if (step === 'verified' || step === 'reopened') {
      await checkFinding(finding, { effective: step === 'verified', reason })
    } else {
      await changeFinding(finding, { status: step, reason: reason === '' ? null : reason })
    }
    notifyDone(t(`finding.done.${step}`))
  }
  return (
    <Panel title={t('finding.next')}>
      <Text>{t(`finding.nextAbout.${finding.status}`)}</Text>
      <Group gap="sm">
        {steps.map((step) => (
          <ActionButton
            key={step}
            variant={step === 'reopened' ? 'default' : 'filled'}
            refusal={refusalOf(step)}
            onClick={() => setAsked(step)}
          >
            {t(`finding.step.${step}`)}
          </ActionButton>
        ))}
      </Group>
      {asked === null ? null : (
        <ReasonDialog
          opened
          onClose={() => setAsked(null)}
          title={t(`finding.step.${asked}`)}
          consequence={t(`finding.consequence.${asked}`)}
          confirm={t(`finding.step.${asked}`)}
          reasonNeeded={asked !== 'in-progress'}
          act={(reason) => act(asked, reason)}
        />
      )}
    </Panel>
  )
}
