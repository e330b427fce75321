import { Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import classes from './content-releases.module.css'
import type { Release } from './queries.ts'

type LawChange = Release['law'][number]

const columns: Column<LawChange>[] = [
  {
    id: 'system',
    header: t('contentLaw.system'),
    cell: ({ aiSystem }) => (
      <div className={classes['taken']}>
        <Go to={paths.law(aiSystem.id)} fw={600} underline="hover">
          {aiSystem.name}
        </Go>
        <Text size="sm" c="dimmed">
          {aiSystem.reference}
        </Text>
      </div>
    ),
  },
  {
    id: 'requirement',
    header: t('contentLaw.requirement'),
    cell: ({ requirementId, title }) => (
      <div className={classes['title']}>
        {withDays(title)}
        <Text size="sm" c="dimmed" className="tabular">
          {requirementId}
        </Text>
      </div>
    ),
  },
  { id: 'before', header: t('contentLaw.before'), cell: ({ before }) => stateWords(before) },
  { id: 'after', header: t('contentLaw.after'), cell: ({ after }) => stateWords(after) },
]

/** What would become of the obligations of each AI system. */
export function LawChangesPanel({ law }: { law: Release['law'] }) {
  return (
    <Panel title={t('contentLaw.title')} about={t('contentLaw.about')}>
      {law.length === 0 ? (
        <Text>{t('contentLaw.none')}</Text>
      ) : (
        <DataTable
          caption={t('contentLaw.caption')}
          columns={columns}
          rows={law}
          keyOf={({ aiSystem, requirementId }) => `${aiSystem.id} ${requirementId}`}
        />
      )}
    </Panel>
  )
}

function stateWords(state: string | null) {
  const words = state === null ? t('law.doesNotApply') : label('obligationState', state)
  return <span className={classes['nowrap']}>{words.charAt(0).toUpperCase() + words.slice(1)}</span>
}
