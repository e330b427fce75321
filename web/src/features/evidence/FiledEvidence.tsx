import { useQuery } from '@tanstack/react-query'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { filedEvidenceQuery } from './queries.ts'
import type { Evidence } from './queries.ts'

type Props = { source: NonNullable<Evidence['source']>; title: string }

/** The piece of evidence that Primum filed when a record was signed or closed. */
export function FiledEvidence({ source, title }: Props) {
  const filed = useQuery(filedEvidenceQuery(source, title))
  return (
    <Loaded query={filed} height={22}>
      {(evidence) =>
        evidence === null ? (
          t('evidence.filedNot')
        ) : (
          <Go to={paths.evidenceItem(evidence.id)}>{evidence.title}</Go>
        )
      }
    </Loaded>
  )
}
