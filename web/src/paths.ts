/** Every address of the app, once. */
export const paths = {
  worklist: '/',
  incidents: '/incidents',
  incident: (id: string) => `/incidents/${id}`,
  findings: '/findings',
  finding: (id: string) => `/findings/${id}`,
  fleet: '/monitoring',
  aiSystems: '/ai-systems',
  registerAiSystem: '/ai-systems/register',
  aiSystem: (id: string) => `/ai-systems/${id}`,
  editAiSystem: (id: string) => `/ai-systems/${id}/edit`,
  riskAndImpact: (id: string) => `/ai-systems/${id}/risk-and-impact`,
  classify: (id: string) => `/ai-systems/${id}/risk-and-impact/classify`,
  assessment: (id: string, assessmentId: string) =>
    `/ai-systems/${id}/risk-and-impact/assessments/${assessmentId}`,
  lifecycle: (id: string) => `/ai-systems/${id}/lifecycle`,
  versions: (id: string) => `/ai-systems/${id}/versions`,
  registerVersion: (id: string) => `/ai-systems/${id}/versions/register`,
  version: (id: string, versionId: string) => `/ai-systems/${id}/versions/${versionId}`,
  modelCard: (id: string, versionId: string) =>
    `/ai-systems/${id}/versions/${versionId}/model-card`,
  validation: (id: string) => `/ai-systems/${id}/validation`,
  writeProtocol: (id: string) => `/ai-systems/${id}/validation/protocols/write`,
  validationProtocol: (id: string, protocolId: string) =>
    `/ai-systems/${id}/validation/protocols/${protocolId}`,
  validationUpload: (id: string, uploadId: string) =>
    `/ai-systems/${id}/validation/uploads/${uploadId}`,
  validationRun: (id: string, runId: string) => `/ai-systems/${id}/validation/runs/${runId}`,
  monitoring: (id: string) => `/ai-systems/${id}/monitoring`,
  proposal: (id: string, proposalId: string) =>
    `/ai-systems/${id}/monitoring/proposals/${proposalId}`,
  systemIncidents: (id: string) => `/ai-systems/${id}/incidents`,
  openIncident: (id: string) => `/ai-systems/${id}/incidents/open`,
  law: (id: string) => `/ai-systems/${id}/law`,
  lawCalendar: '/law-calendar',
  history: (id: string) => `/ai-systems/${id}/history`,
  frameworks: '/frameworks',
  framework: (id: string) => `/frameworks/${id}`,
  /** The id of a requirement begins with that of its framework. */
  requirement: (id: string) =>
    `/frameworks/${id.split(':')[0]}?requirement=${encodeURIComponent(id)}`,
  contentReleases: '/content-releases',
  contentRelease: (kind: string, id: string) =>
    `/content-releases/${kind}/${encodeURIComponent(id)}`,
  addOwnFramework: '/content-releases/add',
  contentStep: (id: string) => `/content-releases/steps/${id}`,
  statements: '/statements',
  statement: (id: string) => `/statements/${id}`,
  statementControl: (id: string, requirementId: string) =>
    `/statements/${id}?control=${encodeURIComponent(requirementId)}`,
  gapAssessments: '/gap-assessments',
  gapAssessment: (id: string) => `/gap-assessments/${id}`,
  gapLine: (id: string, requirementId: string) =>
    `/gap-assessments/${id}?requirement=${encodeURIComponent(requirementId)}`,
  obligations: '/obligations',
  duty: (id: string) => `/obligations/${id}`,
  /** The duties of every AI system of which the law asks one thing; more filters may follow. */
  dutiesOf: (requirementId: string) =>
    `/obligations?view=duties&requirement=${encodeURIComponent(requirementId)}`,
  dutiesOfLaw: (framework: string) =>
    `/obligations?view=requirements&framework=${encodeURIComponent(framework)}`,
  controls: '/controls',
  control: (id: string) => `/controls/${id}`,
  evidence: '/evidence',
  evidenceRequests: '/evidence-requests',
  evidenceRequest: (id: string) => `/evidence-requests/${id}`,
  evidenceItem: (id: string) => `/evidence/${id}`,
  ledger: '/ledger',
  organization: '/settings/organization',
  sites: '/settings/sites',
  members: '/settings/members',
  keys: '/settings/keys',
  account: '/settings/account',
  guide: '/guide',
  signIn: '/sign-in',
  setup: '/setup',
  welcome: '/welcome',
}

/** A path of a reason may name `{id}`, the AI system that the reason is about. */
export function reasonPath(where: string, aiSystemId: string | undefined): string {
  return where.replace('{id}', aiSystemId ?? '')
}

/** Only a path of this app is gone to after signing in, whatever the address says. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : paths.worklist
}
