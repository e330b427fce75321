import { account } from './en/account.ts'
import { aiSystems } from './en/ai-systems.ts'
import { charts } from './en/charts.ts'
import { contentReleases } from './en/content-releases.ts'
import { controlTests } from './en/control-tests.ts'
import { controls } from './en/controls.ts'
import { curves } from './en/curves.ts'
import { duties } from './en/duties.ts'
import { evidence } from './en/evidence.ts'
import { fields } from './en/fields.ts'
import { findings } from './en/findings.ts'
import { fleet } from './en/fleet.ts'
import { frame } from './en/frame.ts'
import { frameworks } from './en/frameworks.ts'
import { gapAssessments } from './en/gap-assessments.ts'
import { guide } from './en/guide.ts'
import { incidents } from './en/incidents.ts'
import { law } from './en/law.ts'
import { ledger } from './en/ledger.ts'
import { lifecycle } from './en/lifecycle.ts'
import { modelCard } from './en/model-card.ts'
import { monitorForm } from './en/monitor-form.ts'
import { monitoring } from './en/monitoring.ts'
import { ownFrameworks } from './en/own-frameworks.ts'
import { policy } from './en/policy.ts'
import { proposals } from './en/proposals.ts'
import { reviews } from './en/reviews.ts'
import { risk } from './en/risk.ts'
import { settings } from './en/settings.ts'
import { statements } from './en/statements.ts'
import { validation } from './en/validation.ts'
import { validationParts } from './en/validation-parts.ts'
import { validationResults } from './en/validation-results.ts'
import { versions } from './en/versions.ts'
import { words } from './en/words.ts'
import { worklist } from './en/worklist.ts'

/** Every text of the app in English. Another language is a file with these keys. */
export const en = {
  ...account,
  ...aiSystems,
  ...charts,
  ...contentReleases,
  ...controlTests,
  ...controls,
  ...curves,
  ...duties,
  ...evidence,
  ...fields,
  ...findings,
  ...fleet,
  ...frame,
  ...frameworks,
  ...gapAssessments,
  ...guide,
  ...incidents,
  ...law,
  ...ledger,
  ...lifecycle,
  ...modelCard,
  ...monitorForm,
  ...monitoring,
  ...ownFrameworks,
  ...policy,
  ...proposals,
  ...reviews,
  ...risk,
  ...settings,
  ...statements,
  ...validation,
  ...validationParts,
  ...validationResults,
  ...versions,
  ...words,
  ...worklist,
}
