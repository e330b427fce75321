import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Column } from '../../ui/DataTable.tsx'
import { sourceWords, valueWords } from './law-words.ts'
import type { LawFact } from './queries.ts'

const columns: Column<LawFact>[] = [
  { id: 'question', header: t('law.fact'), cell: ({ question }) => question },
  {
    id: 'value',
    header: t('law.value'),
    cell: (fact) => {
      const words = valueWords(fact)
      return words === null ? (
        <Text span c="dimmed" fs="italic">
          {t('law.notKnownYet')}
        </Text>
      ) : (
        words
      )
    },
  },
  { id: 'source', header: t('law.knownFrom'), cell: (fact) => sourceWords(fact) },
]

/** Every fact that the law asks for, with what is known of it and from where. */
export function FactList({ facts }: { facts: LawFact[] }) {
  return (
    <DataTable
      caption={t('law.factsCaption')}
      columns={columns}
      rows={facts}
      keyOf={({ name }) => name}
    />
  )
}
