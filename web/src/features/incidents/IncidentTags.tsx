import { label } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Incident } from './queries.ts'

export function SeverityTag({ severity }: Pick<Incident, 'severity'>) {
  const tone = severity === 'critical' ? 'critical' : severity === 'major' ? 'warning' : 'neutral'
  const icon = severity === 'critical' ? 'critical' : severity === 'major' ? 'warning' : 'info'
  return (
    <Tag tone={tone} icon={icon}>
      {label('severity', severity)}
    </Tag>
  )
}

export function StatusTag({ status }: Pick<Incident, 'status'>) {
  const done = status === 'resolved' || status === 'closed'
  return (
    <Tag tone={done ? 'ok' : 'neutral'} icon={done ? 'check' : 'clock'}>
      {label('incidentStatus', status)}
    </Tag>
  )
}
