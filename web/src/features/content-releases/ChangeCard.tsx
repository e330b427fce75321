import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import { ConfidenceTag } from '../frameworks/ConfidenceTag.tsx'
import { withDays } from '../frameworks/framework-words.ts'
import { isRecalled, mappingEnds, orderedFields, wholeFields } from './change-groups.ts'
import classes from './content-releases.module.css'
import { FieldChange } from './FieldChange.tsx'
import { FieldValue } from './FieldValue.tsx'
import type { Adoption } from './queries.ts'
import { fieldName } from './value-outline.ts'

export type Change = Adoption['changes'][number]

const signs: Record<Change['change'], [Tone, IconName]> = {
  changed: ['info', 'pulse'],
  added: ['ok', 'plus'],
  removed: ['warning', 'dash'],
}

/**
 * One requirement, rule or mapping: what became of it, field by field. A step that was kept before
 * texts were kept has none of what came and went: then nothing folds.
 */
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
        <dl className={classes['fields']} data-whole={change.change !== 'changed'}>
          {change.change === 'changed'
            ? orderedFields(change.fields).map((each) => (
                <Field key={each.field} name={each.field}>
                  <FieldChange {...each} />
                </Field>
              ))
            : wholeFields(change).map((each) => (
                <Field key={each.field} name={each.field}>
                  <FieldValue {...each} />
                </Field>
              ))}
        </dl>
      </details>
    </li>
  )
}

function Field({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{fieldName(name)}</dt>
      <dd>{children}</dd>
    </div>
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
      {isRecalled(change) ? <ConfidenceTag confidence="recalled" short /> : null}
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
