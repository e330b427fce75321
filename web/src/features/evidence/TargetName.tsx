import { useQuery } from '@tanstack/react-query'
import type { EvidenceTarget } from '@primum/core/evidence/evidence'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { controlQuery } from '../controls/queries.ts'
import { findingQuery } from '../findings/queries.ts'
import { incidentQuery } from '../incidents/queries.ts'

type Props = {
  target: { type: EvidenceTarget; id: string }
  aiSystem: { id: string; name: string } | null
}

/** What evidence speaks for, by its name, and the way there. */
export function TargetName({ target: { type, id }, aiSystem }: Props) {
  if (type === 'finding') return <FindingName id={id} />
  if (type === 'incident') return <IncidentName id={id} />
  if (type === 'control') return <ControlName id={id} />
  if (type === 'requirement') return <Go to={paths.requirement(id)}>{id}</Go>
  if (aiSystem === null) {
    // Of no AI system: it counts for every one.
    return type === 'obligation' ? <Go to={paths.dutiesOf(id)}>{id}</Go> : <>{id}</>
  }
  if (type === 'ai-system') return <Go to={paths.aiSystem(id)}>{aiSystem.name}</Go>
  if (type === 'gate') return <Go to={paths.lifecycle(aiSystem.id)}>{label('stage', id)}</Go>
  if (type === 'obligation') return <Go to={paths.law(aiSystem.id)}>{id}</Go>
  return <Go to={paths.assessment(aiSystem.id, id)}>{t('evidence.openAssessment')}</Go>
}

function FindingName({ id }: { id: string }) {
  const { data } = useQuery(findingQuery(id))
  const words = data === undefined ? t('findings.finding') : `${data.reference} ${data.title}`
  return <Go to={paths.finding(id)}>{words}</Go>
}

function IncidentName({ id }: { id: string }) {
  const { data } = useQuery(incidentQuery(id))
  const words = data === undefined ? t('evidenceTarget.incident') : `${data.number} ${data.title}`
  return <Go to={paths.incident(id)}>{words}</Go>
}

function ControlName({ id }: { id: string }) {
  const { data, isError } = useQuery(controlQuery(id))
  // A link may also name a control of a framework, which has no page.
  if (isError) return <>{id}</>
  const words = data === undefined ? t('evidenceTarget.control') : `${data.reference} ${data.title}`
  return <Go to={paths.control(id)}>{words}</Go>
}
