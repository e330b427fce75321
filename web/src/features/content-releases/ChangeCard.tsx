import { Text } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { mappingEnds, orderedFields } from './change-groups.ts'
import classes from './content-releases.module.css'
import { FieldChange } from './FieldChange.tsx'
import type { Adoption } from './queries.ts'
import { fieldName } from './value-outline.ts'

export type Change = Adoption['changes'][number]

const signs: Record<Change['change'], [Tone, IconName]> = {
  changed: ['info', 'pulse'],
  added: ['ok', 'plus'],
  removed: ['warning', 'dash'],
}

/** One requirement, rule or mapping: what became of it, field by field. */
export function ChangeCard({ change, open }: { change: Change; open: boolean }) {
  if (change.fields.length === 0) {
    return (
      <li className={classes['change']}>
        <Head change={change} />
      </li>
    )
  }
  return (
    <li className={classes['change']}>
      <details open={open}>
        <summary>
          <Head change={change} folds />
        </summary>
        <dl className={classes['fields']}>
          {orderedFields(change.fields).map((each) => (
            <div key={each.field}>
              <dt>{fieldName(each.field)}</dt>
              <dd>
                <FieldChange {...each} />
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}

function Head({ change, folds = false }: { change: Change; folds?: boolean }) {
  const [tone, icon] = signs[change.change]
  return (
    <div className={classes['head']}>
      {folds ? (
        <span className={classes['marker']}>
          <Icon name="right" size={13} />
        </span>
      ) : null}
      <div className={classes['name']}>
        <Name change={change} folds={folds} />
      </div>
      {change.kind === 'rule' ? <Tag>{t('contentEntry.rule')}</Tag> : null}
      <Tag tone={tone} icon={icon}>
        {wordsOf(change)}
      </Tag>
    </div>
  )
}

/** Where it folds, its name is what folds it, so it is no link. */
function Name({ change: { kind, id, title, change }, folds }: { change: Change; folds: boolean }) {
  if (kind === 'mapping') {
    const [from, to] = mappingEnds(id)
    return (
      <Text span fw={600} className="tabular">
        {t('contentChanges.mapping', { from, to })}
      </Text>
    )
  }
  const name =
    title === id ? null : (
      <>
        {' '}
        <Text span>{withDays(title)}</Text>
      </>
    )
  // What is only coming stands on no page yet.
  if (folds || kind === 'rule' || change === 'added') {
    return (
      <>
        <Text span fw={600} className="tabular">
          {id}
        </Text>
        {name}
      </>
    )
  }
  return (
    <>
      <Go to={paths.requirement(id)} fw={600} className="tabular">
        {id}
      </Go>
      {name}
    </>
  )
}

function wordsOf({ kind, change }: Change): string {
  if (kind === 'mapping' && change !== 'changed') return t(`contentChangeMapping.${change}`)
  return t(`contentChange.${change}`)
}
