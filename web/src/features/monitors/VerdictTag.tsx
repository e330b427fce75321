import { label, t } from '../../lib/messages/messages.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { Tone } from '../../ui/Tag.tsx'
import type { IconName } from '../../ui/Icon.tsx'
import type { Monitor } from './queries.ts'

type Verdict = NonNullable<Monitor['verdict']>

const looks: Record<Verdict['state'], { tone: Tone; icon: IconName }> = {
  ok: { tone: 'ok', icon: 'check' },
  insufficient: { tone: 'neutral', icon: 'dash' },
  undefined: { tone: 'neutral', icon: 'question' },
  'no-baseline': { tone: 'neutral', icon: 'question' },
  stale: { tone: 'warning', icon: 'clock' },
  error: { tone: 'warning', icon: 'cross' },
}

/** What a monitor says, in a word: the state where it cannot judge, the level where it can. */
export function VerdictTag({ monitor }: { monitor: Pick<Monitor, 'enabled' | 'verdict'> }) {
  const { enabled, verdict } = monitor
  if (!enabled) return <Tag icon="pause">{t('monitoring.off')}</Tag>
  if (verdict === null) return <Tag icon="clock">{t('monitoring.notJudged')}</Tag>
  if (verdict.state !== 'ok') {
    const { tone, icon } = looks[verdict.state]
    return (
      <Tag tone={tone} icon={icon}>
        {label('state', verdict.state)}
      </Tag>
    )
  }
  const tone =
    verdict.level === 'critical' ? 'critical' : verdict.level === 'warning' ? 'warning' : 'ok'
  const icon =
    verdict.level === 'critical' ? 'critical' : verdict.level === 'warning' ? 'warning' : 'check'
  return (
    <Tag tone={tone} icon={icon}>
      {label('level', verdict.level)}
      {verdict.confirmed ? `, ${t('monitoring.confirmed')}` : ''}
    </Tag>
  )
}
