import { Group, Stack, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { plural, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { AboutContent } from './AboutContent.tsx'
import { readFrameworkState } from './framework-state.ts'
import classes from './frameworks.module.css'
import type { Framework } from './queries.ts'
import { RequirementDrawer, RequirementPanel } from './RequirementFrames.tsx'
import { buildTree, countRequirements, searchTree } from './requirement-tree.ts'
import type { RequirementGroup } from './requirement-tree.ts'
import { RequirementTree, linkId } from './RequirementTree.tsx'

/** The requirements, and beside or over them the one that was chosen. */
export function RequirementsView({ framework }: { framework: Framework }) {
  const [{ search = '', requirement: chosen }, change] = useUrlState(readFrameworkState)
  const wide = useMediaQuery('(min-width: 70em)', true, { getInitialValueInEffect: false })
  // Who chooses reads on in the details; who only opens an address is not moved.
  const [byHand, setByHand] = useState(false)
  const tree = useMemo(() => buildTree(framework.requirements), [framework])
  const shown = useMemo(() => searchTree(tree, search), [tree, search])
  const choose = (requirement: string) => {
    setByHand(true)
    change({ requirement })
  }
  const close = () => {
    change({ requirement: undefined })
    document.getElementById(linkId(chosen ?? ''))?.focus({ preventScroll: true })
  }
  const frame = { framework, chosen: chosen ?? '', onClose: close }
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <SearchField
          label={t('framework.search')}
          value={search}
          onSearch={(words) => change({ search: words })}
        />
        <Text size="sm" c="dimmed" component="output">
          {countWords(tree, shown, search)}
        </Text>
      </Group>
      <div className={classes['beside']}>
        {shown.children.length + shown.notes.length === 0 ? (
          <EmptyNote title={t('framework.noneTitle')} text={t('framework.noneText')} />
        ) : (
          <RequirementTree
            group={shown}
            chosen={chosen}
            searching={search !== ''}
            onChoose={choose}
          />
        )}
        {wide && chosen !== undefined ? (
          <RequirementPanel key={chosen} {...frame} byHand={byHand} />
        ) : (
          <AboutContent framework={framework} />
        )}
      </div>
      {wide || chosen === undefined ? null : <RequirementDrawer {...frame} />}
    </Stack>
  )
}

function countWords(tree: RequirementGroup, shown: RequirementGroup, search: string): string {
  const count = countRequirements(tree)
  if (search !== '') return t('framework.found', { found: countRequirements(shown), count })
  const unconfirmed = countRequirements(tree, ({ confidence }) => confidence === 'recalled')
  const all = plural(count, 'framework.count.one', 'framework.count.other')
  if (unconfirmed === 0) return all
  return `${all}, ${t('framework.unconfirmed', { count: unconfirmed })}`
}
