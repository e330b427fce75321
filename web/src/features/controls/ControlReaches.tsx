import { Text, Title } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { AdoptionDialog } from './AdoptionDialog.tsx'
import classes from './controls.module.css'
import { useReachColumns } from './reach-columns.tsx'
import type { Reach } from './reach-columns.tsx'

/** What the crosswalk carries it on to, and apart from it what it carries it to no further. */
export function ControlReaches({ reaches }: { reaches: Reach[] }) {
  const [asked, setAsked] = useState<Reach | null>(null)
  const columns = useReachColumns(setAsked)
  const carried = reaches.filter(({ carries }) => carries !== 'look')
  const places = reaches.filter(({ carries }) => carries === 'look')
  return (
    <Panel title={t('control.reachesTitle')} about={t('control.reachesAbout')}>
      {carried.length === 0 ? (
        <Text c="dimmed">{t('control.carriedNone')}</Text>
      ) : (
        <DataTable
          caption={t('control.carriedCaption')}
          columns={columns}
          rows={carried}
          keyOf={keyOf}
        />
      )}
      {places.length === 0 ? null : (
        <details className={classes['fold']}>
          <summary>
            <Title order={3} display="inline">
              {t('control.placesTitle', { count: places.length })}
            </Title>
          </summary>
          <Text c="dimmed" size="sm" mt={2} mb="sm" className="measure">
            {t('control.placesAbout')}
          </Text>
          <DataTable
            caption={t('control.placesCaption')}
            columns={columns}
            rows={places}
            keyOf={keyOf}
          />
        </details>
      )}
      {asked === null ? null : <AdoptionDialog reach={asked} onClose={() => setAsked(null)} />}
    </Panel>
  )
}

function keyOf({ from, requirementId }: Reach): string {
  return `${from} ${requirementId}`
}
