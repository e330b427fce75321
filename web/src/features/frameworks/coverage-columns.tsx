import { Text } from '@mantine/core'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import type { Column } from '../../ui/DataTable.tsx'
import { Go } from '../../ui/Go.tsx'
import { asSentence } from '../controls/as-sentence.ts'
import classes from './coverage.module.css'
import type { CoverageItem } from './coverage-groups.ts'
import { CoverageTag } from './CoverageTag.tsx'
import { withDays } from './framework-words.ts'
import { RequirementCell } from './RequirementCell.tsx'

export const coverageColumns: Column<CoverageItem>[] = [
  {
    id: 'requirement',
    header: t('coverage.requirement'),
    cell: ({ requirement: { id, title } }) => <RequirementCell id={id} title={withDays(title)} />,
  },
  {
    id: 'state',
    header: t('coverage.state'),
    cell: ({ state }) => <CoverageTag state={state} />,
  },
  {
    id: 'why',
    header: t('coverage.why'),
    cell: ({ reason, hints }) => (
      <div className={classes['why']}>
        {asSentence(reason)}
        {hints.length === 0 ? null : (
          <Text size="sm" c="dimmed">
            {t('coverage.lookAt', { ids: hints.map((hint) => hint.requirementId).join(', ') })}
          </Text>
        )}
      </div>
    ),
  },
  {
    id: 'controls',
    header: t('coverage.controls'),
    cell: ({ contributions }) =>
      contributions.length === 0 ? (
        t('coverage.noControl')
      ) : (
        <ul className={classes['controls']}>
          {contributions.map((each) => (
            <li key={`${each.control.id} ${each.via?.from ?? ''}`}>
              <Go to={paths.control(each.control.id)}>{each.control.reference}</Go>{' '}
              <Text span size="sm" c="dimmed">
                {contributionWords(each)}
              </Text>
            </li>
          ))}
        </ul>
      ),
  },
]

function contributionWords(each: CoverageItem['contributions'][number]): string {
  const parts = [label('implementation', each.implementation), label('reach', each.carries)]
  if (each.via !== null) parts.push(t('coverage.through', { id: each.via.from }))
  const [first = '', ...rest] = parts
  return [first, ...rest.map((part) => part.charAt(0).toLowerCase() + part.slice(1))].join(', ')
}
