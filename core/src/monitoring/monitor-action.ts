import type { MonitorAction, Monitor, Severity } from './monitor-record.ts'
import type { MetricName } from './metric-kind.ts'
import { hasDetector, isReviewed } from './metric-kind.ts'
import type { Verdict } from './verdict.ts'

type Acting = Pick<Monitor, 'metric' | 'severity'> & { action?: MonitorAction }

/** What follows where nobody chose: the policy hears confirmed evidence, people hear the rest. */
export function defaultAction({ metric, severity }: Pick<Monitor, 'metric' | 'severity'>) {
  if (!canConfirm(metric) || isReviewed(metric)) return 'notify'
  return severity === 'critical' ? 'roll-back' : 'propose-rollback'
}

export function actionOf(monitor: Acting): MonitorAction {
  return monitor.action ?? defaultAction(monitor)
}

/** They give people work, and change nothing by themselves, so that any alarm may lead to them. */
const asksPeople: ReadonlySet<MonitorAction> = new Set<MonitorAction>([
  'notify',
  'finding',
  'trigger-re-evaluation',
  'trigger-retraining',
])

/** Why a monitor cannot have its action, or null where it can. */
export function actionProblem(monitor: Acting): string | null {
  const action = actionOf(monitor)
  if (asksPeople.has(action)) return null
  if (!canConfirm(monitor.metric)) {
    return `${monitor.metric} never confirms a failure, so it cannot do more than tell people`
  }
  // The rollback policy goes by outcomes; a sample that people picked may stop a version at most.
  if (isReviewed(monitor.metric) && action !== 'suspend') {
    return `${monitor.metric} is no metric of outcomes, so the rollback policy does not hear it`
  }
  if (action === 'propose-rollback' || monitor.severity === 'critical') return null
  return `${action} is for critical monitors`
}

/** A verdict as the rollback policy may hear it, given what its monitor is allowed to lead to. */
export function heardByPolicy(
  monitor: Acting,
  verdict: Pick<Verdict, 'level' | 'confirmed'>,
): Pick<Verdict, 'level' | 'confirmed'> & { severity: Severity } {
  const { level, confirmed } = verdict
  const action = actionOf(monitor)
  if (action === 'roll-back') return { level, confirmed, severity: monitor.severity }
  const lowered = level === 'critical' ? 'warning' : level
  return {
    level: lowered,
    confirmed: confirmed && action === 'propose-rollback',
    severity: 'warning',
  }
}

/** Only sequential evidence can confirm, see `hasDetector`. */
function canConfirm(metric: MetricName): boolean {
  return hasDetector(metric)
}
