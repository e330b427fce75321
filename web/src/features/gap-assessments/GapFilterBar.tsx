import { Group, Select, Stack, Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { FilterChips } from '../../ui/FilterChips.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { headingWords } from '../frameworks/framework-words.ts'
import { judgedFilters, noArea, planFilters } from './gap-lines.ts'
import { gapFilters, readGapState } from './gap-state.ts'
import type { GapAssessment } from './queries.ts'

type Choice = {
  name: 'gap' | 'area' | 'judged' | 'plan'
  title: string
  any: string
  width: number
  data: { value: string; label: string }[]
}

function choicesOf(areas: GapAssessment['areas']): Choice[] {
  return [
    {
      ...{ name: 'gap', title: t('gapLine.gap'), any: t('gapLine.anyGap'), width: 160 },
      data: gapFilters.map((value) => ({ value, label: label('gap', value) })),
    },
    {
      ...{ name: 'area', title: t('gapLine.area'), any: t('gapLine.anyArea'), width: 190 },
      data: areas.map(({ id, title }) => ({
        value: id ?? noArea,
        label: id === null ? t('coverage.others') : headingWords({ id, title }),
      })),
    },
    {
      ...{ name: 'judged', title: t('gapLine.judged'), any: t('gapLine.anyJudged'), width: 165 },
      data: judgedFilters.map((value) => ({ value, label: t(`gapLine.judged.${value}`) })),
    },
    {
      ...{ name: 'plan', title: t('gapLine.plan'), any: t('gapLine.anyPlan'), width: 175 },
      data: planFilters.map((value) => ({ value, label: t(`gapLine.plan.${value}`) })),
    },
  ]
}

type Props = { assessment: GapAssessment; shown: number }

/** Which lines are shown, as the address says it, and each choice with its way out. */
export function GapFilterBar({ assessment, shown }: Props) {
  const [state, change] = useUrlState(readGapState)
  // Where there is one area, there is nothing to choose.
  const choices = choicesOf(assessment.areas).filter(({ data }) => data.length > 1)
  const active = [
    ...(state.search === undefined
      ? []
      : [{ name: 'search', title: t('table.search'), value: state.search }]),
    ...choices.flatMap(({ name, title, data }) => {
      const value = state[name]
      const words = data.find((each) => each.value === value)?.label ?? value
      return words === undefined ? [] : [{ name, title, value: words }]
    }),
  ]
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchField
          label={t('framework.search')}
          value={state.search}
          onSearch={(words) => change({ search: words })}
        />
        {choices.map(({ name, title, any, width, data }) => (
          <Select
            key={name}
            aria-label={title}
            placeholder={any}
            clearable
            searchable={data.length > 10}
            w={width}
            data={data}
            value={state[name] ?? null}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        <Text size="sm" c="dimmed" component="output">
          {t('gapLine.shown', { count: shown, all: assessment.lines.length })}
        </Text>
      </Group>
      <FilterChips filters={active} onRemove={(name) => change({ [name]: undefined })} />
    </Stack>
  )
}
