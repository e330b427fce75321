import { ProblemError } from '@primum/client'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { AppFrame } from './layout/AppFrame.tsx'
import { NotFoundPage } from './layout/NotFoundPage.tsx'
import { PageProblem } from './layout/PageProblem.tsx'
import { queryClient } from './lib/query-client.ts'
import { sessionQuery } from './lib/session.ts'
import { paths } from './paths.ts'

/** Every page of the app and its address. Each page is a file of its own, loaded when gone to. */
const root = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: PageProblem })

const frame = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: AppFrame,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(sessionQuery)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'unauthenticated') throw error
      throw redirect({ to: paths.signIn, search: { next: location.href } as never })
    }
  },
})

type Loader = () => Promise<Record<string, unknown>>

function lazy(load: Loader, name: string) {
  return lazyRouteComponent(load as () => Promise<Record<string, () => null>>, name)
}

function page(path: string, load: Loader, name: string) {
  return createRoute({ getParentRoute: () => frame, path, component: lazy(load, name) })
}

function openPage(path: string, load: Loader, name: string) {
  return createRoute({ getParentRoute: () => root, path, component: lazy(load, name) })
}

const aiSystem = createRoute({
  getParentRoute: () => frame,
  path: '/ai-systems/$aiSystemId',
  component: lazy(() => import('./features/ai-systems/AiSystemFrame.tsx'), 'AiSystemFrame'),
})

function tab(path: string, load: Loader, name: string) {
  return createRoute({ getParentRoute: () => aiSystem, path, component: lazy(load, name) })
}

const tabs = [
  tab('/', () => import('./features/ai-systems/AiSystemPage.tsx'), 'AiSystemPage'),
  tab('edit', () => import('./features/ai-systems/EditAiSystemPage.tsx'), 'EditAiSystemPage'),
  tab('risk-and-impact', () => import('./features/classifications/RiskPage.tsx'), 'RiskPage'),
  tab(
    'risk-and-impact/classify',
    () => import('./features/classifications/ClassifyPage.tsx'),
    'ClassifyPage',
  ),
  tab(
    'risk-and-impact/assessments/$assessmentId',
    () => import('./features/assessments/AssessmentPage.tsx'),
    'AssessmentPage',
  ),
  tab('law', () => import('./features/law/LawPage.tsx'), 'LawPage'),
  tab('lifecycle', () => import('./features/lifecycle/LifecyclePage.tsx'), 'LifecyclePage'),
  tab('versions', () => import('./features/versions/VersionsPage.tsx'), 'VersionsPage'),
  tab(
    'versions/register',
    () => import('./features/versions/RegisterVersionPage.tsx'),
    'RegisterVersionPage',
  ),
  tab('versions/$versionId', () => import('./features/versions/VersionPage.tsx'), 'VersionPage'),
  tab(
    'versions/$versionId/model-card',
    () => import('./features/versions/ModelCardPage.tsx'),
    'ModelCardPage',
  ),
  tab('validation', () => import('./features/validation/ValidationPage.tsx'), 'ValidationPage'),
  tab(
    'validation/protocols/write',
    () => import('./features/validation/WriteProtocolPage.tsx'),
    'WriteProtocolPage',
  ),
  tab(
    'validation/protocols/$protocolId',
    () => import('./features/validation/ProtocolPage.tsx'),
    'ProtocolPage',
  ),
  tab(
    'validation/uploads/$uploadId',
    () => import('./features/validation/UploadPage.tsx'),
    'UploadPage',
  ),
  tab('validation/runs/$runId', () => import('./features/validation/RunPage.tsx'), 'RunPage'),
  tab('monitoring', () => import('./features/monitors/MonitoringPage.tsx'), 'MonitoringPage'),
  tab(
    'monitoring/proposals/$proposalId',
    () => import('./features/rollback-proposals/ProposalPage.tsx'),
    'ProposalPage',
  ),
  tab(
    'incidents',
    () => import('./features/incidents/SystemIncidentsPage.tsx'),
    'SystemIncidentsPage',
  ),
  tab(
    'incidents/open',
    () => import('./features/incidents/OpenIncidentPage.tsx'),
    'OpenIncidentPage',
  ),
  tab('history', () => import('./features/ai-systems/HistoryPage.tsx'), 'HistoryPage'),
]

const pages = [
  page('/', () => import('./features/worklist/WorklistPage.tsx'), 'WorklistPage'),
  page('/welcome', () => import('./features/examples/WelcomePage.tsx'), 'WelcomePage'),
  page('/law-calendar', () => import('./features/law/LawCalendarPage.tsx'), 'LawCalendarPage'),
  page('/incidents', () => import('./features/incidents/IncidentsPage.tsx'), 'IncidentsPage'),
  page(
    '/incidents/$incidentId',
    () => import('./features/incidents/IncidentPage.tsx'),
    'IncidentPage',
  ),
  page('/findings', () => import('./features/findings/FindingsPage.tsx'), 'FindingsPage'),
  page('/findings/$findingId', () => import('./features/findings/FindingPage.tsx'), 'FindingPage'),
  page('/monitoring', () => import('./features/fleet/FleetPage.tsx'), 'FleetPage'),
  page('/ai-systems', () => import('./features/ai-systems/AiSystemsPage.tsx'), 'AiSystemsPage'),
  page(
    '/ai-systems/register',
    () => import('./features/ai-systems/RegisterAiSystemPage.tsx'),
    'RegisterAiSystemPage',
  ),
  aiSystem.addChildren(tabs),
  page('/frameworks', () => import('./features/frameworks/FrameworksPage.tsx'), 'FrameworksPage'),
  page(
    '/frameworks/$frameworkId',
    () => import('./features/frameworks/FrameworkPage.tsx'),
    'FrameworkPage',
  ),
  page(
    '/content-releases',
    () => import('./features/content-releases/ContentReleasesPage.tsx'),
    'ContentReleasesPage',
  ),
  page(
    '/content-releases/$kind/$packId',
    () => import('./features/content-releases/ContentReleasePage.tsx'),
    'ContentReleasePage',
  ),
  page(
    '/content-releases/add',
    () => import('./features/content-releases/AddOwnPage.tsx'),
    'AddOwnPage',
  ),
  page(
    '/content-releases/steps/$stepId',
    () => import('./features/content-releases/ContentStepPage.tsx'),
    'ContentStepPage',
  ),
  page('/controls', () => import('./features/controls/ControlsPage.tsx'), 'ControlsPage'),
  page('/controls/$controlId', () => import('./features/controls/ControlPage.tsx'), 'ControlPage'),
  page('/statements', () => import('./features/statements/StatementsPage.tsx'), 'StatementsPage'),
  page(
    '/statements/$statementId',
    () => import('./features/statements/StatementPage.tsx'),
    'StatementPage',
  ),
  page(
    '/gap-assessments',
    () => import('./features/gap-assessments/GapAssessmentsPage.tsx'),
    'GapAssessmentsPage',
  ),
  page(
    '/gap-assessments/$gapAssessmentId',
    () => import('./features/gap-assessments/GapAssessmentPage.tsx'),
    'GapAssessmentPage',
  ),
  page('/obligations', () => import('./features/duties/ObligationsPage.tsx'), 'ObligationsPage'),
  page('/obligations/$dutyId', () => import('./features/duties/DutyPage.tsx'), 'DutyPage'),
  page(
    '/evidence',
    () => import('./features/evidence/EvidenceLibraryPage.tsx'),
    'EvidenceLibraryPage',
  ),
  page(
    '/evidence/$evidenceId',
    () => import('./features/evidence/EvidencePage.tsx'),
    'EvidencePage',
  ),
  page(
    '/evidence-requests',
    () => import('./features/evidence-requests/EvidenceRequestsPage.tsx'),
    'EvidenceRequestsPage',
  ),
  page(
    '/evidence-requests/$requestId',
    () => import('./features/evidence-requests/EvidenceRequestPage.tsx'),
    'EvidenceRequestPage',
  ),
  page('/ledger', () => import('./features/ledger-entries/LedgerPage.tsx'), 'LedgerPage'),
  page(
    '/settings/organization',
    () => import('./features/organizations/OrganizationPage.tsx'),
    'OrganizationPage',
  ),
  page('/settings/sites', () => import('./features/sites/SitesPage.tsx'), 'SitesPage'),
  page('/settings/members', () => import('./features/members/MembersPage.tsx'), 'MembersPage'),
  page('/settings/keys', () => import('./features/keys/KeysPage.tsx'), 'KeysPage'),
  page('/settings/account', () => import('./features/sessions/AccountPage.tsx'), 'AccountPage'),
  page('/guide', () => import('./features/guide/GuidePage.tsx'), 'GuidePage'),
]

export const router = createRouter({
  routeTree: root.addChildren([
    frame.addChildren(pages),
    openPage('/sign-in', () => import('./features/sessions/SignInPage.tsx'), 'SignInPage'),
    openPage('/setup', () => import('./features/setup/SetupPage.tsx'), 'SetupPage'),
  ]),
  defaultPreload: false,
  scrollRestoration: true,
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: NotFoundPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
