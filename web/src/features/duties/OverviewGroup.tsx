import { Collapse, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { dutyStatuses } from '@primum/core/duties/duty'
import { formatCount, formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go, useGo } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { shortId, withDays } from '../frameworks/framework-words.ts'
import { statusSigns } from './duty-words.ts'
import classes from './duties.module.css'
import type { LawGroup } from './overview.ts'
import type { OverviewItem } from './queries.ts'

/** One law and what it asks; folded at first where there is much. */
export function OverviewGroup({ group, folded }: { group: LawGroup; folded: boolean }) {
  const [open, { toggle }] = useDisclosure(!folded)
  const id = useId()
  const { title, items, waiting, all, overdue, unowned } = group
  return (
    <section className={classes['group']}>
      <Text component="h2">
        <UnstyledButton
          onClick={toggle}
          aria-expanded={open}
          aria-controls={id}
          className={classes['law'] ?? ''}
        >
          <Icon name={open ? 'down' : 'right'} size={13} />
          <span className={classes['heading']}>
            <span className={classes['name']}>{title}</span>
            <span className={classes['count']}>
              {t('duties.groupCounts', { waiting: formatCount(waiting), all: formatCount(all) })}
            </span>
            {unowned === 0 ? null : (
              <span className={classes['count']}>
                {t('duties.countUnowned', { count: formatCount(unowned) })}
              </span>
            )}
            {overdue === 0 ? null : (
              <Tag tone="warning" icon="clock">
                {t('duties.countOverdue', { count: formatCount(overdue) })}
              </Tag>
            )}
          </span>
        </UnstyledButton>
      </Text>
      <Collapse expanded={open} id={id}>
        <ul className={classes['rows']}>
          {open ? items.map((item) => <Row key={item.requirement.id} item={item} />) : null}
        </ul>
      </Collapse>
    </section>
  )
}

function Row({ item }: { item: OverviewItem }) {
  const { requirement, prohibits, everyMonths, systems, nextDueOn, overdue, unowned } = item
  const title = withDays(requirement.title)
  const at = paths.dutiesOf(requirement.id)
  return (
    <li className={classes['row']}>
      <div className={classes['said']}>
        <Go to={at} fw={600} underline="hover">
          {title}
        </Go>
        <div className={classes['under']}>
          <span className={classes['number']}>{shortId(requirement.id)}</span>
          {everyMonths === null ? null : (
            <span>{t('duties.everyMonths', { months: everyMonths })}</span>
          )}
          {prohibits ? (
            <Tag tone="warning" icon="warning">
              {t('duties.prohibits')}
            </Tag>
          ) : null}
        </div>
      </div>
      <div className={classes['counts']}>
        {dutyStatuses.map((status) => {
          const count = systems[status]
          const [tone, icon] = statusSigns[status]
          return count === 0 ? null : (
            <CountLink key={status} to={`${at}&status=${status}`} title={title}>
              <Tag tone={tone} icon={icon}>
                {label('dutyStatus', status)} {formatCount(count)}
              </Tag>
            </CountLink>
          )
        })}
      </div>
      <div className={classes['due']}>
        {nextDueOn === null
          ? overdue > 0
            ? null
            : t('duties.noNextDue')
          : t('duties.nextDue', { day: formatDay(nextDueOn) })}
        {overdue === 0 ? null : (
          <CountLink to={`${at}&overdue=true`} title={title}>
            <Tag tone="warning" icon="clock">
              {t('duties.countOverdue', { count: formatCount(overdue) })}
            </Tag>
          </CountLink>
        )}
        {unowned === 0 ? null : (
          <CountLink to={`${at}&unowned=true&status=waiting`} title={title}>
            <Tag icon="person">{t('duties.countUnowned', { count: formatCount(unowned) })}</Tag>
          </CountLink>
        )}
      </div>
    </li>
  )
}

/** A number that leads to the duties that it counts. */
function CountLink(props: { to: string; title: string; children: ReactNode }) {
  return (
    <a className={classes['countLink']} {...useGo(props.to)}>
      {props.children}
      <VisuallyHidden component="span">
        {' '}
        {t('duties.ofSystems', { title: props.title })}
      </VisuallyHidden>
    </a>
  )
}
