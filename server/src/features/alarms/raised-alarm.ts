import type { RollbackDecision } from '@primum/core/monitoring/rollback-policy'
import type { Bench, JudgedMonitor } from '../../monitoring/judge-monitors.ts'

export type RaisedAlarm = { id: string; monitorId: string; level: AlarmLevel; reason: string }
export type AlarmLevel = 'warning' | 'critical' | 'inconclusive'

export type Raising = { bench: Bench; judged: readonly JudgedMonitor[]; decision: RollbackDecision }
