import { estimableSegments } from '@primum/core/monitoring/estimable-segments'
import { templateMonitors } from '@primum/core/monitoring/monitor-templates'
import type { Context } from '../../context.ts'
import { invalid, refusedBecause } from '../../errors.ts'
import { parse } from '../../parse.ts'
import { loadVersionBaseline } from '../../monitoring/version-baseline.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { loadAiSystem } from '../ai-systems/load-ai-system.ts'
import { addMonitor } from './add-monitor.ts'
import { templateMonitorsRequest } from './template-schemas.ts'
import { listMonitors } from './store.ts'

/**
 * Adds the monitors of a template for a version, as far as its baseline allows; those that exist
 * already stay as they are.
 */
export async function addTemplateMonitors(ctx: Context, aiSystemId: string, input: unknown) {
  ctx.authorize('monitors.manage')
  const request = parse(templateMonitorsRequest, input)
  const { version: contentVersion, templates } = await ctx.services.content.monitorTemplates()
  const template = templates.find(({ id }) => id === request.template)
  if (template === undefined) {
    const known = templates.map(({ id }) => id).join(', ')
    throw invalid('template', 'There is no such template.', `Choose one of ${known}.`)
  }
  return ctx.transaction(async (tx) => {
    const system = await loadAiSystem(tx, aiSystemId)
    const version = await loadVersionBaseline(tx, aiSystemId, request.versionId)
    const { baseline } = version
    const segments =
      baseline === null
        ? []
        : estimableSegments(baseline, system.labelPolicy)
            .filter((each) => each.estimable)
            .map((each) => each.segment)
    const wanted = templateMonitors(template, {
      hasBaseline: baseline !== null,
      threshold: version.threshold,
      features: baseline?.features.length ?? 0,
      segments,
    })
    const present = await tx.db
      .selectFrom('monitors')
      .select('key')
      .where('ai_system_id', '=', aiSystemId)
      .execute()
    const keys = new Set(present.map((row) => row.key))
    const added = wanted.filter((monitor) => !keys.has(monitor.key))
    if (added.length === 0) {
      throw refusedBecause([
        {
          code: 'monitors-exist',
          message: 'Every monitor of this template that the version can have exists already.',
          remedy: 'Change the settings of those that exist.',
          who: 'Governance lead or model owner',
        },
      ])
    }
    for (const monitor of added) await addMonitor(tx, aiSystemId, monitor)
    appendEntry(tx, {
      action: 'monitors.add-template',
      subject: { type: 'ai-systems', id: aiSystemId },
      before: null,
      after: added.map(({ key }) => key),
      details: { template: template.id, contentVersion, added: added.length },
    })
    return listMonitors(tx, aiSystemId)
  })
}
