import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { touchedCounts } from './change-groups.ts'
import classes from './content-releases.module.css'
import type { Adoption } from './queries.ts'

type Touched = Adoption['touched']
type Kind = keyof Touched

/** One record: the way to it, and the requirements for which it is touched. */
type Line = { key: string; to: string; name: string; more?: string; requirementIds?: string[] }

/** Records of the organization that are about what changes, each with its page. */
export function TouchedPanel({ touched, taken }: { touched: Touched; taken: boolean }) {
  const kinds = touchedCounts(touched)
  return (
    <Panel
      title={t('contentTouched.title')}
      about={t(taken ? 'contentTouched.about.taken' : 'contentTouched.about.waiting')}
    >
      {kinds.length === 0 ? (
        <Text>{t('contentTouched.none')}</Text>
      ) : (
        <div className={classes['touched']}>
          {kinds.map(({ kind, count }) => (
            <Group key={kind} kind={kind} count={count}>
              {linesOf[kind](touched).map((line) => (
                <TouchedLine key={line.key} line={line} />
              ))}
            </Group>
          ))}
        </div>
      )}
    </Panel>
  )
}

function Group({ kind, count, children }: { kind: Kind; count: number; children: ReactNode }) {
  return (
    <section>
      <Title order={3}>
        {t(`contentTouched.${kind}`)} ({count})
      </Title>
      <Text size="sm" c="dimmed">
        {t(`contentTouched.what.${kind}`)}
      </Text>
      <ul>{children}</ul>
    </section>
  )
}

function TouchedLine({ line: { to, name, more, requirementIds = [] } }: { line: Line }) {
  return (
    <li>
      <Go to={to}>{name}</Go>
      {more === undefined ? null : ` (${more})`}
      <Text span size="sm" c="dimmed">
        {requirementIds.length === 0 ? '' : ` ${requirementIds.join(', ')}`}
      </Text>
    </li>
  )
}

const linesOf: Record<Kind, (touched: Touched) => Line[]> = {
  controls: ({ controls }) =>
    controls.map(({ id, reference, title, requirementIds }) => ({
      ...{ key: id, to: paths.control(id), name: `${reference} ${title}`, requirementIds },
    })),
  duties: ({ duties }) =>
    duties.map(({ id, requirementId, aiSystem }) => ({
      ...{ key: id, to: paths.duty(id), name: `${aiSystem.reference} ${aiSystem.name}` },
      requirementIds: [requirementId],
    })),
  adoptedMappings: ({ adoptedMappings }) =>
    adoptedMappings.map(({ from, to }) => ({
      key: `${from} ${to}`,
      to: `${paths.requirement(from)}&compare=${encodeURIComponent(to.split(':')[0] ?? '')}`,
      name: t('contentChanges.mapping', { from, to }),
    })),
  evidence: ({ evidence }) =>
    evidence.map(({ id, title, requirementIds }) => ({
      ...{ key: id, to: paths.evidenceItem(id), name: title, requirementIds },
    })),
  statements: ({ statements }) =>
    statements.map(({ id, number, signed, requirementIds }) => ({
      ...{ key: id, to: paths.statement(id), name: t('contentTouched.statement', { number }) },
      ...{ more: t(signed ? 'contentTouched.signed' : 'contentTouched.draft'), requirementIds },
    })),
  gapAssessments: ({ gapAssessments }) =>
    gapAssessments.map(({ id, number, requirementIds }) => ({
      ...{ key: id, to: paths.gapAssessment(id), requirementIds },
      name: t('contentTouched.gapAssessment', { number }),
    })),
}
