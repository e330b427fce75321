import { Title } from '@mantine/core'
import { useState } from 'react'
import { label, t } from '../../lib/messages/messages.ts'
import { useUrlState } from '../../lib/url-state.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { groupCoverage } from './coverage-groups.ts'
import type { CoverageItem } from './coverage-groups.ts'
import { coverageSigns } from './coverage-signs.ts'
import classes from './coverage.module.css'
import { readFrameworkState } from './framework-state.ts'
import { isNumber, shortId, withDays } from './framework-words.ts'
import type { Framework } from './queries.ts'
import { stayHere } from './stay-here.ts'

type Props = { items: CoverageItem[]; framework: Framework }

/** A field for each requirement: its sign, its id and a colour, each a way to what it asks for. */
export function CoverageMap({ items, framework }: Props) {
  const [, change] = useUrlState(readFrameworkState)
  const [at, setAt] = useState<CoverageItem | null>(null)
  const groups = groupCoverage(items, framework.requirements)
  return (
    <div>
      {groups.map(({ heading, items: held }) => (
        <section key={heading?.id ?? ''} className={classes['group']}>
          {heading === null && groups.length === 1 ? null : (
            <Title order={3} size="sm">
              {heading === null ? t('coverage.others') : headingWords(heading)}
            </Title>
          )}
          <ul className={classes['fields']}>
            {held.map((item) => (
              <li key={item.requirement.id}>
                <Field
                  item={item}
                  onReach={() => setAt(item)}
                  onChoose={(requirement) => change({ view: undefined, requirement })}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {/* For the eye only: each field says the same of itself, and the table has the reasons. */}
      <p className={classes['said']} aria-hidden="true">
        {at === null ? '' : said(at, 'coverage.because')}
      </p>
    </div>
  )
}

type FieldProps = {
  item: CoverageItem
  onReach: () => void
  onChoose: (requirementId: string) => void
}

function Field({ item, onReach, onChoose }: FieldProps) {
  const { requirement, state } = item
  const [tone, icon] = coverageSigns[state]
  return (
    <a
      className={classes['field']}
      data-tone={tone}
      data-state={state}
      href={paths.requirement(requirement.id)}
      aria-label={said(item, 'coverage.field')}
      onFocus={onReach}
      onMouseEnter={onReach}
      onClick={stayHere(() => onChoose(requirement.id))}
    >
      <Icon name={icon} size={12} />
      {shortId(requirement.id)}
    </a>
  )
}

function said(item: CoverageItem, key: 'coverage.field' | 'coverage.because'): string {
  const { requirement, state, reason } = item
  const { id, title } = requirement
  return t(key, {
    ...{ id: shortId(id), title: withDays(title), reason },
    state: label('coverage', state),
  })
}

function headingWords({ id, title }: { id: string; title: string }): string {
  return isNumber(id) ? `${shortId(id)} ${withDays(title)}` : withDays(title)
}
