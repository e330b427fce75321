import { useQuery } from '@tanstack/react-query'
import { label, plural, t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { missingCount, nextGate } from '../lifecycle/next-gate.ts'
import { lifecycleQuery } from '../lifecycle/queries.ts'
import { countMonitors } from '../monitors/count-monitors.ts'
import { monitorsQuery } from '../monitors/queries.ts'
import { AnswerCard } from './AnswerCard.tsx'
import type { AiSystem } from './queries.ts'

type Props = { system: AiSystem }

export function RunsCard({ system }: Props) {
  const suspended = system.suspendedAt !== null
  const running = system.stableVersion !== null && !suspended
  return (
    <AnswerCard
      question={t('aiSystem.runs')}
      to={paths.versions(system.id)}
      tone={suspended ? 'critical' : running ? 'ok' : 'neutral'}
      icon={suspended ? 'pause' : running ? 'check' : 'dash'}
      word={t(
        suspended ? 'common.suspended' : running ? 'aiSystems.running' : 'aiSystems.notRunning',
      )}
      answer={
        suspended
          ? t('aiSystem.runsSuspended')
          : running
            ? t('aiSystem.runsYes', { version: system.stableVersion?.label ?? '' })
            : t('aiSystem.runsNo')
      }
    />
  )
}

export function GoodCard({ system }: Props) {
  const { data } = useQuery(monitorsQuery(system.id))
  const { watched, attention, critical, blind } = countMonitors(data?.items ?? [])
  const common = { question: t('aiSystem.good'), to: paths.monitoring(system.id) }
  if (attention > 0) {
    return (
      <AnswerCard
        {...common}
        tone={critical ? 'critical' : 'warning'}
        icon={critical ? 'critical' : 'warning'}
        word={t(critical ? 'level.critical' : 'level.warning')}
        answer={plural(attention, 'aiSystem.goodNo.one', 'aiSystem.goodNo.other')}
      />
    )
  }
  if (watched === 0 || blind > 0) {
    return (
      <AnswerCard
        {...common}
        tone="neutral"
        icon="question"
        word={t('common.unknown')}
        answer={
          watched === 0
            ? t('aiSystem.goodUnknown')
            : plural(blind, 'aiSystem.goodBlind.one', 'aiSystem.goodBlind.other')
        }
      />
    )
  }
  return (
    <AnswerCard
      {...common}
      tone="ok"
      icon="check"
      word={t('level.none')}
      answer={plural(watched, 'aiSystem.goodYes.one', 'aiSystem.goodYes.other')}
    />
  )
}

export function RiskCard({ system }: Props) {
  const { tier } = system
  return (
    <AnswerCard
      question={t('aiSystem.risk')}
      to={paths.riskAndImpact(system.id)}
      tone={tier !== null && tier <= 2 ? 'warning' : 'neutral'}
      icon={tier === null ? 'question' : 'info'}
      word={tier === null ? t('common.unclassified') : t('common.tier', { tier })}
      answer={tier === null ? t('aiSystem.riskNone') : t('aiSystem.riskTier', { tier })}
    />
  )
}

export function NextCard({ system }: Props) {
  const { data } = useQuery(lifecycleQuery(system.id))
  const gate = data === undefined ? undefined : nextGate(data)
  const missing = gate === undefined ? 0 : missingCount(gate)
  return (
    <AnswerCard
      question={t('aiSystem.next')}
      to={paths.lifecycle(system.id)}
      tone={missing > 0 ? 'warning' : 'neutral'}
      icon={missing > 0 ? 'clock' : 'check'}
      word={label('stage', system.stage)}
      answer={
        gate === undefined || missing === 0
          ? t('aiSystem.nextNone')
          : plural(missing, 'aiSystem.nextSome.one', 'aiSystem.nextSome.other').replace(
              '{stage}',
              label('stage', gate.target).toLowerCase(),
            )
      }
    />
  )
}
