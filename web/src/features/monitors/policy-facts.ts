import { formatPercent } from '../../lib/format.ts'
import { label, t } from '../../lib/messages/messages.ts'
import type { RollbackPolicy } from './queries.ts'

/** Every setting of the policy in words: what can act by itself stands first. */
export function policyFacts(policy: RollbackPolicy): [string, string][] {
  const { autoAfterHours, approvalsExpireAfterDays, hysteresis, soak } = policy
  return [
    [t('monitoring.policyMode'), t(`monitoring.mode.${policy.mode}`)],
    [t('policy.dryRun'), t(policy.dryRun ? 'policy.dryRunOn' : 'policy.dryRunOff')],
    [t('policy.approvals'), String(policy.approvalsRequired)],
    [
      t('proposals.due'),
      autoAfterHours === null
        ? t('policy.autoAfterNever')
        : t('policy.autoAfterHours', { hours: autoAfterHours }),
    ],
    [
      t('monitoring.policyMetrics'),
      policy.triggers.metrics.map((name) => label('metric', name)).join(', '),
    ],
    [t('monitoring.policyRequired'), String(policy.requiredTriggers)],
    [t('policy.consecutive'), String(policy.consecutiveJudgements)],
    [t('monitoring.policyPositives'), String(policy.minimumMaturedPositives)],
    [t('monitoring.policyStale'), String(policy.staleAfterDays)],
    [t('monitoring.policyCooldown'), String(policy.cooldownHours)],
    [t('monitoring.policyMaximum'), String(policy.maximumAutomaticPer7Days)],
    [t('monitoring.policyNoReturn'), String(policy.noReturnDays)],
    [
      t('policy.soak'),
      soak.days === 0 && soak.maturedOutcomes === 0
        ? t('policy.soakNone')
        : t('policy.soakFact', { days: soak.days, outcomes: soak.maturedOutcomes }),
    ],
    [t('policy.cleanPositives'), String(hysteresis.cleanMaturedPositives)],
    [t('policy.cleanLevel'), t(`policy.cleanLevel.${hysteresis.highestLevel}`)],
    [
      t('policy.expire'),
      approvalsExpireAfterDays === null
        ? t('policy.expireNever')
        : String(approvalsExpireAfterDays),
    ],
    [t('policy.mix'), formatPercent(policy.maximumUnknownMixShare, 0)],
  ]
}
