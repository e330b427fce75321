import { estimableSegments } from '@primum/core/monitoring/estimable-segments'
import { defaultMonitors } from '@primum/core/monitoring/monitor'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { addMonitor } from './add-monitor.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'
import { defaultMonitorsRequest } from './schemas.ts'
import { listMonitors } from './store.ts'

/** Adds the standard set for a version's baseline; monitors that exist already stay as they are. */
export async function addDefaultMonitors(ctx: Context, aiSystemId: string, input: unknown) {
  ctx.authorize('monitors.manage')
  const { versionId } = parse(defaultMonitorsRequest, input)
  return ctx.transaction(async (tx) => {
    const system = await loadAiSystem(tx, aiSystemId)
    const version = await loadVersionBaseline(tx, aiSystemId, versionId)
    if (version.baseline === null) {
      throw refusedBecause([
        {
          code: 'baseline-missing',
          message: `Version ${version.label} has no baseline to compare live data with.`,
          remedy: 'Register a version with a baseline, or add the monitors of a template.',
          who: 'Model owner',
        },
      ])
    }
    const segments = estimableSegments(version.baseline, system.labelPolicy)
      .filter((each) => each.estimable)
      .map((each) => each.segment)
    const wanted = defaultMonitors({
      thresholds: [version.threshold],
      features: version.baseline.features,
      segments,
      tier: tierWord(system.tier),
    })
    const present = await tx.db
      .selectFrom('monitors')
      .select('key')
      .where('ai_system_id', '=', aiSystemId)
      .execute()
    const keys = new Set(present.map((row) => row.key))
    for (const monitor of wanted) {
      if (!keys.has(monitor.key)) await addMonitor(tx, aiSystemId, monitor)
    }
    return listMonitors(tx, aiSystemId)
  })
}

function tierWord(tier: number | null): 'high' | 'moderate' | 'low' {
  if (tier === null || tier === 1) return 'high'
  return tier === 2 ? 'moderate' : 'low'
}
