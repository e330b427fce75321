import { VisuallyHidden } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import { Icon } from '../../ui/Icon.tsx'
import classes from './content-releases.module.css'
import { fieldDiff } from './field-diff.ts'
import type { Adoption } from './queries.ts'
import type { DiffPart } from './sequence-diff.ts'

type Field = Adoption['changes'][number]['fields'][number]

/** What one field said and what it says now: what went is struck out, what came is underlined. */
export function FieldChange({ field, before, after }: Field) {
  const diff = fieldDiff(field, before, after)
  if (diff.kind === 'values') {
    return (
      <div className={classes['values']}>
        <Side value={diff.before} nothing={t('contentChanges.nothing')} kind="gone" />
        <span className={classes['arrow']}>
          <VisuallyHidden>{t('contentChanges.becomes')}</VisuallyHidden>
          <span aria-hidden="true">→</span>
        </span>
        <Side value={diff.after} nothing={t('contentChanges.nothingNow')} kind="new" />
      </div>
    )
  }
  if (diff.kind === 'words') {
    return (
      <p className="measure" style={{ margin: 0 }}>
        {diff.parts.map((part, at) => (
          <Run key={at} part={part} />
        ))}
      </p>
    )
  }
  if (diff.kind === 'texts') {
    return (
      <div className={classes['texts']}>
        {(['before', 'after'] as const).map((side) => (
          <div key={side} className={classes['side']} data-side={side}>
            <span>{t(`contentChanges.${side}`)}</span>
            {diff[side] ?? <em>{t('contentChanges.nothing')}</em>}
          </div>
        ))}
      </div>
    )
  }
  return (
    <div className={classes['lines']}>
      {diff.parts.flatMap(({ kind, tokens }, part) =>
        tokens.map((line, at) => <Line key={`${part} ${at}`} kind={kind} line={line} />),
      )}
    </div>
  )
}

type SideProps = { value: string | null; nothing: string; kind: 'gone' | 'new' }

function Side({ value, nothing, kind }: SideProps) {
  if (value === null) return <em>{nothing}</em>
  const Mark = kind === 'gone' ? 'del' : 'ins'
  return <Mark className={classes[kind]}>{value}</Mark>
}

function Run({ part: { kind, tokens } }: { part: DiffPart }) {
  const text = tokens.join('')
  if (kind === 'same') return <span>{text}</span>
  const Mark = kind === 'gone' ? 'del' : 'ins'
  // The blank after the last word is no part of what is marked.
  return (
    <>
      <Mark className={classes[kind]}>{text.trimEnd()}</Mark>{' '}
    </>
  )
}

const signs = { same: null, gone: 'dash', new: 'plus' } as const

function Line({ kind, line }: { kind: DiffPart['kind']; line: string }) {
  if (line === '') {
    return (
      <div className={classes['line']} data-kind="folded">
        <span />
        <span>… {t('contentChanges.leftOut')}</span>
      </div>
    )
  }
  const sign = signs[kind]
  const indent = line.length - line.trimStart().length
  const Mark = kind === 'same' ? 'div' : kind === 'gone' ? 'del' : 'ins'
  return (
    <Mark className={classes['line']} data-kind={kind}>
      <span>{sign === null ? null : <Icon name={sign} size={11} />}</span>
      <span style={{ paddingLeft: `${indent / 2}em` }}>{line.trimStart()}</span>
    </Mark>
  )
}
