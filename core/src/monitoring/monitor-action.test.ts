import { describe, expect, test } from 'vitest'
import {
  isEstimated,
  isOperational,
  isReviewed,
  metricNames,
  needsLabels,
  hasDetector,
} from './metric-kind.ts'
import { monitorSchema, newMonitor } from './monitor.ts'
import { actionOf, actionProblem, heardByPolicy } from './monitor-action.ts'
import { monitorActions } from './monitor-record.ts'
import { rollbackPolicySchema, defaultRollbackPolicy } from './rollback-policy.ts'
import { overallSegment } from './segment.ts'

const critical = { level: 'critical' as const, confirmed: true }
const sensitivity = { metric: 'sensitivity' as const, severity: 'critical' as const }

describe('what may follow', () => {
  test('is by severity where nobody chose, as before there were actions', () => {
    expect(actionOf(sensitivity)).toBe('roll-back')
    expect(actionOf({ ...sensitivity, severity: 'warning' })).toBe('propose-rollback')
    expect(actionOf({ metric: 'score-drift', severity: 'critical' })).toBe('notify')
    expect(heardByPolicy(sensitivity, critical)).toEqual({ ...critical, severity: 'critical' })
  })

  test('is no more than was chosen', () => {
    const propose = { ...sensitivity, action: 'propose-rollback' as const }
    expect(heardByPolicy(propose, critical)).toEqual({
      level: 'warning',
      confirmed: true,
      severity: 'warning',
    })
    const others = monitorActions.filter(
      (action) => action !== 'roll-back' && action !== 'propose-rollback',
    )
    for (const action of others) {
      expect(heardByPolicy({ ...sensitivity, action }, critical).confirmed).toBe(false)
    }
  })

  test('never rests on what cannot confirm', () => {
    for (const metric of metricNames) {
      for (const action of monitorActions) {
        const problem = actionProblem({ metric, severity: 'critical', action })
        const mild = action === 'notify' || action === 'finding' || action.startsWith('trigger-')
        // Reviews may stop a version; the rollback policy goes by outcomes.
        const strong = hasDetector(metric) && (!isReviewed(metric) || action === 'suspend')
        expect(problem === null, `${metric} ${action}`).toBe(mild || strong)
      }
    }
    expect(actionProblem({ ...sensitivity, severity: 'warning', action: 'suspend' })).not.toBeNull()
  })

  test('is checked by the schema, which reads monitors without an action', () => {
    const monitor = newMonitor('sensitivity', 'warning', overallSegment, { threshold: 0.3 })
    const { action: _, ...old } = monitor
    expect(monitorSchema.safeParse(old).success).toBe(true)
    expect(monitorSchema.safeParse({ ...monitor, action: 'roll-back' }).success).toBe(false)
    expect(monitorSchema.safeParse({ ...monitor, action: 'finding' }).success).toBe(true)
    expect(monitorSchema.safeParse({ ...monitor, action: 'retrain-alone' }).success).toBe(false)
  })
})

test('a rollback policy takes metrics of outcomes and invalid data as triggers, and nothing else', () => {
  for (const metric of metricNames) {
    const policy = {
      ...defaultRollbackPolicy,
      triggers: { metrics: [metric], severities: ['critical'] },
    }
    const mayTrigger = needsLabels(metric) || metric === 'invalid-data'
    expect(rollbackPolicySchema.safeParse(policy).success, metric).toBe(mayTrigger)
    if (isOperational(metric) || isEstimated(metric)) expect(needsLabels(metric)).toBe(false)
  }
})

describe('the schema refuses', () => {
  const latency = newMonitor('latency', 'warning')
  const auroc = newMonitor('auroc', 'warning')
  const { limit: _, ...unlimited } = latency
  test.each<[string, unknown]>([
    ['operations without a limit', unlimited],
    ['a limit for what has none', { ...auroc, limit: 3 }],
    ['a share above 1', { ...newMonitor('error-rate', 'warning'), limit: 1.5 }],
    ['operations of a subgroup', { ...latency, segment: { attribute: 'sex', value: 'female' } }],
    ['a critical guess', newMonitor('estimated-auroc', 'critical')],
    ['a label policy without labels', { ...latency, labelPolicy: 'exclude-unlabelled' }],
    ['an outcome window without outcomes', { ...latency, outcomeHorizonDays: 3 }],
  ])('%s', (_name, monitor) => {
    expect(monitorSchema.safeParse(monitor).success).toBe(false)
  })

  test('and takes a site, a label policy and an outcome window where they mean something', () => {
    const site = { attribute: 'site', value: 'north' }
    expect(monitorSchema.safeParse(newMonitor('volume', 'warning', site)).success).toBe(true)
    const own = { labelPolicy: 'exclude-unlabelled', outcomeHorizonDays: 14 }
    expect(monitorSchema.safeParse({ ...auroc, ...own }).success).toBe(true)
  })
})
