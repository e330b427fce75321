import type { Encounter } from './case-mix.ts'

/** What the model sees of an encounter: values may be missing. */
export type Observed = { [Key in keyof Encounter]: Encounter[Key] | null }

const ages: Record<string, number> = { '50-64': 0.15, '65-74': 0.3, '75-84': 0.42, '85+': 0.5 }
const admissions = { Elective: 0, Transfer: 0.2, Emergency: 0.35 }
const destinations = { Home: 0, 'Home with care': 0.25, Rehabilitation: 0.3, 'Care facility': 0.4 }
const insulins = { None: 0, Steady: 0.12, Up: 0.3, Down: 0.35 }

/** The model's risk. Missing values are replaced by typical ones, as such models do. */
export function modelScore(observed: Observed): number {
  return expit(
    logitOf({
      ageBand: observed.ageBand ?? '65-74',
      admissionType: observed.admissionType ?? 'Emergency',
      lengthOfStay: observed.lengthOfStay ?? 4,
      priorAdmissions: observed.priorAdmissions ?? 0,
      emergencyVisits: observed.emergencyVisits ?? 0,
      medications: observed.medications ?? 8,
      creatinine: observed.creatinine ?? 78,
      haemoglobin: observed.haemoglobin ?? 130,
      insulin: observed.insulin ?? 'None',
      dischargeDestination: observed.dischargeDestination ?? 'Home',
    }),
  )
}

/**
 * The true risk at `time`, the fraction of the year gone by. It starts as the model has it for
 * complete data. As insulin goes to less ill patients it means less, and the model comes to
 * overestimate a little.
 */
export function trueRisk(encounter: Encounter, time: number): number {
  return expit(logitOf(encounter) - 0.5 * time * insulins[encounter.insulin])
}

function logitOf(encounter: Encounter): number {
  return (
    -3.645 +
    (ages[encounter.ageBand] ?? 0) +
    admissions[encounter.admissionType] +
    0.2 * Math.log(encounter.lengthOfStay) +
    1.0 * Math.log1p(encounter.priorAdmissions) +
    0.5 * Math.log1p(encounter.emergencyVisits) +
    0.03 * (encounter.medications - 8) +
    0.6 * Math.log2(encounter.creatinine / 80) +
    0.016 * (130 - encounter.haemoglobin) +
    insulins[encounter.insulin] +
    destinations[encounter.dischargeDestination]
  )
}

function expit(value: number): number {
  return 1 / (1 + Math.exp(-value))
}
