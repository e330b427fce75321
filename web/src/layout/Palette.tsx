import { Spotlight } from '@mantine/spotlight'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { aiSystemsQuery } from '../features/ai-systems/queries.ts'
import { incidentsQuery } from '../features/incidents/queries.ts'
import { t } from '../lib/messages/messages.ts'
import { palettePages } from './palette-pages.ts'
import { chooseFirst, hasChoice } from './choose-first.ts'
import { paletteStore } from './open-palette.ts'
import { paths } from '../paths.ts'

/** Ctrl or ⌘ K: to any page, AI system or incident. Typing does not wait for the network. */
export function Palette() {
  const { history } = useRouter()
  const [query, setQuery] = useState('')
  const [asked] = useDebouncedValue(query.trim(), 200)
  const systems = useQuery({
    ...aiSystemsQuery({ search: asked, limit: 8 }),
    enabled: asked !== '',
  })
  const incidents = useQuery({ ...incidentsQuery({ limit: 50 }), enabled: asked !== '' })
  const lower = query.trim().toLowerCase()
  const go = (to: string) => () => history.push(to)
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.pages'),
      actions: palettePages
        .map(({ title, to }) => ({ id: to, label: t(title), onClick: go(to) }))
        .filter(({ label }) => label.toLowerCase().includes(lower)),
    },
    {
      group: t('palette.systems'),
      actions: (asked === '' ? [] : (systems.data?.items ?? [])).map((system) => ({
        id: system.id,
        label: system.name,
        description: system.reference,
        onClick: go(paths.aiSystem(system.id)),
      })),
    },
    {
      group: t('palette.incidents'),
      actions: (asked === '' ? [] : (incidents.data?.items ?? []))
        .filter(({ title, number }) => `${number} ${title}`.toLowerCase().includes(lower))
        .slice(0, 8)
        .map((incident) => ({
          id: incident.id,
          label: `${incident.number}: ${incident.title}`,
          description: incident.aiSystem.name,
          onClick: go(paths.incident(incident.id)),
        })),
    },
  ]
  const shown = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join()
  useEffect(() => {
    if (lower !== '') chooseFirst()
  }, [lower])
  useEffect(() => {
    if (shown !== '' && lower !== '' && !hasChoice()) chooseFirst()
  }, [shown, lower])
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      actions={groups.filter(({ actions }) => actions.length > 0)}
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.title'),
      }}
    />
  )
}
