import { formatDay } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { Facts } from '../../ui/Facts.tsx'
import type { Fact } from '../../ui/Facts.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { takenWords } from './pack-list.ts'
import type { Pack } from './queries.ts'

/** What is in force now, since when and by whom. */
export function PackFacts({ pack }: { pack: Pack }) {
  const { kind, id, release, digest, origin, switchedOff } = pack
  const ledger = useRefusal('ledger.read') === null
  const subject = encodeURIComponent(`${kind} ${id}`)
  const facts: Fact[] = [
    [t('contentReleases.kind'), `${t(`packKind.${kind}`)} ${id}`],
    [t('contentReleases.origin'), t(`packOrigin.${origin}`)],
    [t('contentRelease.inForce'), release],
    [t('contentRelease.taken'), takenWords(pack)],
    [
      t('contentRelease.digest'),
      digest === null ? null : (
        <span key="digest" className="mono">
          {digest}
        </span>
      ),
    ],
    ...(switchedOff === null
      ? []
      : [
          [
            t('packState.off'),
            t('contentRelease.offBy', {
              name: switchedOff.by.name,
              day: formatDay(switchedOff.at),
              reason: switchedOff.reason,
            }),
          ] satisfies Fact,
        ]),
    ...(ledger
      ? [
          [
            t('contentRelease.ledger'),
            <Go key="ledger" to={`${paths.ledger}?subjectType=content-packs&subjectId=${subject}`}>
              {t('contentRelease.ledgerLink')}
            </Go>,
          ] satisfies Fact,
        ]
      : []),
  ]
  const readable = kind === 'framework' && release !== null && switchedOff === null
  return (
    <Panel
      title={t('contentReleases.inForce')}
      action={
        readable ? <Go to={paths.framework(id)}>{t('contentRelease.openFramework')}</Go> : null
      }
    >
      <Facts facts={facts} />
    </Panel>
  )
}
