import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import type { Version } from '../versions/queries.ts'
import { monitorsQuery } from './queries.ts'
import { Said } from './Said.tsx'
import { verdictAnswer } from './summary.ts'

type Props = { aiSystemId: string; version: Version; stable: Version | undefined }

/** What all monitors together say, and of which version they say it. */
export function VerdictAnswer({ aiSystemId, version, stable }: Props) {
  const { data } = useQuery(monitorsQuery(aiSystemId))
  if (data === undefined) return null
  const other =
    stable === undefined
      ? t('answer.noVersion')
      : stable.id === version.id
        ? ''
        : t('answer.otherVersion', { version: stable.label })
  const answer = verdictAnswer(data.items, version.baselineId !== null)
  return <Said answer={{ ...answer, text: `${answer.text} ${other}`.trim() }} large />
}
