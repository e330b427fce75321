import type { Assessment, Treatment, TreatmentInput } from './queries.ts'

type Plan = { plan: string; owner: string; dueOn: string }
type Decision = { conditions: string; dueOn: string }

/** The form as it stands: plans and decisions by dimension, some perhaps still empty. */
export type TreatmentValues = {
  plans: Record<string, Plan>
  decisions: Record<string, Decision>
  councilDecision: string
}

export type TreatedSection = {
  id: string
  title: string
  band: string | null
  score: number | null
  /** Critical other than in safety and privacy: an executive decides. */
  needsDecision: boolean
  /** A plan is demanded of high; of critical it is offered. */
  needsPlan: boolean
}

export const emptyPlan: Plan = { plan: '', owner: '', dueOn: '' }
export const emptyDecision: Decision = { conditions: '', dueOn: '' }

/** Safety and privacy block release when critical; no decision lifts that. */
const neverDecided = ['safety', 'privacy']

/** The dimensions to treat: high or critical, and those for which something is recorded already. */
export function treatedSections({ result, treatment }: Assessment): TreatedSection[] {
  const planned = new Set(treatment.treatmentPlans.map(({ sectionId }) => sectionId))
  const decided = new Set(treatment.executiveDecisions.map(({ sectionId }) => sectionId))
  return result.sections
    .filter(
      ({ sectionId, band }) =>
        band === 'high' || band === 'critical' || planned.has(sectionId) || decided.has(sectionId),
    )
    .map(({ sectionId, title, band, score }) => ({
      id: sectionId,
      title,
      band,
      score,
      needsPlan: band === 'high',
      needsDecision:
        (band === 'critical' && !neverDecided.includes(sectionId)) || decided.has(sectionId),
    }))
}

export function toValues(treatment: Treatment): TreatmentValues {
  return {
    plans: Object.fromEntries(
      treatment.treatmentPlans.map(({ sectionId, ...plan }) => [sectionId, plan]),
    ),
    decisions: Object.fromEntries(
      treatment.executiveDecisions.map(({ sectionId, ...decision }) => [sectionId, decision]),
    ),
    councilDecision: treatment.councilDecision ?? '',
  }
}

/** What has changed, as the API takes it; an emptied row is taken back. Nothing changed: no member. */
export function toInput(values: TreatmentValues, stored: Treatment): TreatmentInput {
  const before = toValues(stored)
  const council = values.councilDecision.trim()
  return {
    ...(same(before.plans, values.plans)
      ? {}
      : {
          treatmentPlans: filled(values.plans).map(([sectionId, { plan, owner, dueOn }]) => ({
            sectionId,
            plan,
            owner,
            dueOn,
          })),
        }),
    ...(same(before.decisions, values.decisions)
      ? {}
      : {
          executiveDecisions: filled(values.decisions).map(
            ([sectionId, { conditions, dueOn }]) => ({ sectionId, conditions, dueOn }),
          ),
        }),
    ...(before.councilDecision === council
      ? {}
      : { councilDecision: council === '' ? null : council }),
  }
}

/** Where the server names a field of this dimension: by its place among the rows that were sent. */
export function planPath(values: TreatmentValues, sectionId: string, field: keyof Plan): string {
  return `treatmentPlans.${placeOf(values.plans, sectionId)}.${field}`
}

export function decisionPath(
  values: TreatmentValues,
  sectionId: string,
  field: keyof Decision,
): string {
  return `executiveDecisions.${placeOf(values.decisions, sectionId)}.${field}`
}

/** Whether these parts stand as they stood: then a change of ours undoes nobody's. */
export function sameDecisions(a: Treatment, b: Treatment): boolean {
  const [left, right] = [toValues(a), toValues(b)]
  return (
    same(left.plans, right.plans) &&
    same(left.decisions, right.decisions) &&
    left.councilDecision === right.councilDecision
  )
}

type Rows = Record<string, Record<string, string>>

function filled<Row extends Record<string, string>>(rows: Record<string, Row>): [string, Row][] {
  return Object.entries(rows).filter(([, row]) =>
    Object.values(row).some((value) => value.trim() !== ''),
  )
}

function placeOf(rows: Rows, sectionId: string): number {
  return filled(rows).findIndex(([id]) => id === sectionId)
}

/** Whatever the order of rows and fields. */
function same(a: Rows, b: Rows): boolean {
  const flat = (rows: Rows) =>
    filled(rows)
      .flatMap(([id, row]) => Object.entries(row).map(([name, value]) => `${id}.${name}=${value}`))
      .toSorted()
  return JSON.stringify(flat(a)) === JSON.stringify(flat(b))
}
