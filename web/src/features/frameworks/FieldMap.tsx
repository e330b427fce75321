import { Title } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import classes from './field-map.module.css'
import { shortId } from './framework-words.ts'
import { stayHere } from './stay-here.ts'

export type MapField = {
  requirementId: string
  sign: [Tone, IconName]
  /** what is empty is dashed, and what is left out is struck through */
  look?: 'empty' | 'struck' | undefined
  /** what it is and how it stands, for who cannot see it */
  name: string
  /** the same with why, for who points at it */
  because: string
  href: string
}

export type MapRow = { id: string; title: ReactNode; fields: MapField[] }

type Props = { rows: MapRow[]; onChoose: (requirementId: string) => void }

/** A field for each requirement: its sign, its id and a colour, each a way to what it asks for. */
export function FieldMap({ rows, onChoose }: Props) {
  const [at, setAt] = useState<MapField | null>(null)
  return (
    <div>
      {rows.map(({ id, title, fields }) => (
        <section key={id} className={classes['group']}>
          {title === null ? null : (
            <Title order={3} size="sm">
              {title}
            </Title>
          )}
          <ul className={classes['fields']}>
            {fields.map((field) => (
              <li key={field.requirementId}>
                <Field field={field} onReach={setAt} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {/* For the eye only: each field says the same of itself, and the list has the reasons. */}
      <p className={classes['said']} aria-hidden="true">
        {at?.because}
      </p>
    </div>
  )
}

type FieldProps = {
  field: MapField
  onReach: (field: MapField) => void
  onChoose: (requirementId: string) => void
}

function Field({ field, onReach, onChoose }: FieldProps) {
  const { requirementId, sign, look, name, href } = field
  const [tone, icon] = sign
  return (
    <a
      className={classes['field']}
      data-tone={tone}
      data-look={look}
      href={href}
      aria-label={name}
      onFocus={() => onReach(field)}
      onMouseEnter={() => onReach(field)}
      onClick={stayHere(() => onChoose(requirementId))}
    >
      <Icon name={icon} size={12} />
      {shortId(requirementId)}
    </a>
  )
}
