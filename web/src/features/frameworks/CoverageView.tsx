import { Group, Select, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { coverageStates } from '@primum/core/frameworks/coverage'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { GapAssessmentLink } from '../gap-assessments/GapAssessmentLink.tsx'
import { coverageColumns } from './coverage-columns.tsx'
import { CoverageMap } from './CoverageMap.tsx'
import { CoverageTag } from './CoverageTag.tsx'
import classes from './field-map.module.css'
import { readFrameworkState } from './framework-state.ts'
import { coverageQuery } from './queries.ts'
import type { Coverage, Framework } from './queries.ts'

/** How far the controls of the organization meet each requirement, and why no further. */
export function CoverageView({ framework }: { framework: Framework }) {
  const query = useQuery(coverageQuery(framework.id))
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Text c="dimmed" className="measure">
          {t('coverage.about')}
        </Text>
        <GapAssessmentLink framework={framework.id} />
      </Group>
      <Loaded query={query} height={420}>
        {(coverage) =>
          coverage.items.length === 0 ? (
            <EmptyNote title={t('coverage.emptyTitle')} text={t('coverage.emptyText')} />
          ) : (
            <>
              <Panel title={t('coverage.map')} about={t('coverage.mapAbout')}>
                <Legend counts={coverage.counts} />
                <CoverageMap items={coverage.items} framework={framework} />
              </Panel>
              <Each items={coverage.items} />
            </>
          )
        }
      </Loaded>
    </Stack>
  )
}

/** The signs with their meaning, and how many there are of each. */
function Legend({ counts }: Pick<Coverage, 'counts'>) {
  return (
    <ul className={classes['legend']}>
      {coverageStates.map((state) => (
        <li key={state}>
          <CoverageTag state={state} /> <span className="tabular">{counts[state] ?? 0}</span>
        </li>
      ))}
    </ul>
  )
}

function Each({ items }: Pick<Coverage, 'items'>) {
  const [{ covered }, change] = useUrlState(readFrameworkState)
  const shown = items.filter(({ state }) => covered === undefined || state === covered)
  return (
    <Stack gap="sm" component="section">
      <Title order={2}>{t('coverage.each')}</Title>
      <Select
        aria-label={t('coverage.state')}
        placeholder={t('coverage.anyState')}
        clearable
        w={220}
        data={coverageStates.map((value) => ({ value, label: label('coverage', value) }))}
        value={covered ?? null}
        onChange={(value) => change({ covered: value ?? undefined })}
      />
      {shown.length === 0 ? (
        <EmptyNote title={t('coverage.noneTitle')} text={t('coverage.noneText')} />
      ) : (
        <DataTable
          caption={t('coverage.each')}
          columns={coverageColumns}
          rows={shown}
          keyOf={({ requirement }) => requirement.id}
        />
      )}
    </Stack>
  )
}
