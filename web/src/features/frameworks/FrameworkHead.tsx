import { Text } from '@mantine/core'
import { formatDay } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import { dateWords, withDays } from './framework-words.ts'
import classes from './frameworks.module.css'
import type { Framework } from './queries.ts'

/** What it is, which edition, and how far what stands here can be relied on. */
export function FrameworkHead({ framework }: { framework: Framework }) {
  const { id, kind, jurisdiction, edition, release, certifiable, asOf, confidence } = framework
  const facts: [string, string | null][] = [
    [t('framework.id'), id],
    [t('framework.kind'), t(`framework.kind.${kind}`)],
    [
      t('frameworks.jurisdiction'),
      jurisdiction === null ? null : label('jurisdiction', jurisdiction),
    ],
    [t('frameworks.edition'), edition === null ? null : dateWords(edition)],
    [t('framework.certifiable'), t(certifiable ? 'common.yes' : 'common.no')],
    [t('frameworks.release'), release],
    [t('frameworks.asOf'), formatDay(asOf)],
    [t('framework.confidence'), t(`confidence.${confidence}`)],
  ]
  return (
    <div>
      <Text className="measure">{withDays(framework.about)}</Text>
      <dl className={classes['strip']}>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}
