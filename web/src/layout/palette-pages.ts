import type { MessageKey } from '../lib/messages/messages.ts'
import { paths } from '../paths.ts'

export const palettePages: { title: MessageKey; to: string }[] = [
  { title: 'worklist.title', to: paths.worklist },
  { title: 'aiSystems.title', to: paths.aiSystems },
  { title: 'aiSystems.register', to: paths.registerAiSystem },
  { title: 'incidents.title', to: paths.incidents },
  { title: 'findings.title', to: paths.findings },
  { title: 'fleet.title', to: paths.fleet },
  { title: 'lawCalendar.title', to: paths.lawCalendar },
  { title: 'frameworks.title', to: paths.frameworks },
  { title: 'contentReleases.title', to: paths.contentReleases },
  { title: 'ownFramework.add', to: paths.addOwnFramework },
  { title: 'controls.title', to: paths.controls },
  { title: 'statements.title', to: paths.statements },
  { title: 'gapAssessments.title', to: paths.gapAssessments },
  { title: 'duties.title', to: paths.obligations },
  { title: 'evidence.title', to: paths.evidence },
  { title: 'evidenceRequest.title', to: paths.evidenceRequests },
  { title: 'ledger.title', to: paths.ledger },
  { title: 'settings.organization.title', to: paths.organization },
  { title: 'settings.sites.title', to: paths.sites },
  { title: 'settings.members.title', to: paths.members },
  { title: 'settings.keys.title', to: paths.keys },
  { title: 'account.title', to: paths.account },
  { title: 'guide.title', to: paths.guide },
]
