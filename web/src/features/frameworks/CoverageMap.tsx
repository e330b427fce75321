import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { groupCoverage } from './coverage-groups.ts'
import type { CoverageItem } from './coverage-groups.ts'
import { coverageSigns } from './coverage-signs.ts'
import { FieldMap } from './FieldMap.tsx'
import type { MapField } from './FieldMap.tsx'
import { readFrameworkState } from './framework-state.ts'
import { headingWords, shortId, withDays } from './framework-words.ts'
import type { Framework } from './queries.ts'

type Props = { items: CoverageItem[]; framework: Framework }

/** Each requirement as a field, under the clause or theme that it stands in. */
export function CoverageMap({ items, framework }: Props) {
  const [, change] = useUrlState(readFrameworkState)
  const groups = groupCoverage(items, framework.requirements)
  const rows = groups.map(({ heading, items: held }) => ({
    id: heading?.id ?? '',
    title: heading === null ? withoutHeading(groups.length) : headingWords(heading),
    fields: held.map(toField),
  }))
  return (
    <FieldMap rows={rows} onChoose={(requirement) => change({ view: undefined, requirement })} />
  )
}

/** Where there are no headings at all, none is missed. */
function withoutHeading(groups: number): string | null {
  return groups === 1 ? null : t('coverage.others')
}

function toField({ requirement, state, reason }: CoverageItem): MapField {
  const { id, title } = requirement
  const words = { id: shortId(id), title: withDays(title), state: label('coverage', state), reason }
  return {
    requirementId: id,
    sign: coverageSigns[state],
    look: state === 'open' ? 'empty' : state === 'excluded' ? 'struck' : undefined,
    name: t('coverage.field', words),
    because: t('coverage.because', words),
    href: paths.requirement(id),
  }
}
