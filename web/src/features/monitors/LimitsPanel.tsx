import { t } from '../../lib/messages/messages.ts'
import { Panel } from '../../ui/Panel.tsx'
import type { Version } from '../versions/queries.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

type Props = { aiSystemId: string; version: Version; stable: Version | undefined }

/** The answer for a version without a baseline: it is judged by stated limits alone. */
export function LimitsPanel({ aiSystemId, version, stable }: Props) {
  return (
    <Panel
      title={t('reviews.answerTitle')}
      about={t('reviews.answerAbout', { version: version.label })}
    >
      <VerdictAnswer aiSystemId={aiSystemId} version={version} stable={stable} />
    </Panel>
  )
}
