import type { DatasetRow } from '../dataset/dataset-row.ts'
import { drawEncounter, drawPatient } from './case-mix.ts'
import type { Encounter, Patient } from './case-mix.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import { modelScore, trueRisk } from './risk.ts'
import type { Observed } from './risk.ts'

const horizonDays = 30

/**
 * Streams a synthetic year of encounters at two fictional hospitals, in order. The same arguments
 * give the same rows; nothing is kept between rows, so any number of them streams.
 */
export function* simulateLakeside({
  seed,
  encounters,
}: {
  seed: number
  encounters: number
}): Generator<DatasetRow, void, undefined> {
  const random = createRandom(seed)
  const patients = Math.ceil(encounters * 0.7)
  for (let index = 0; index < encounters; index++) {
    const number = Math.floor(random.uniform() * patients)
    const time = index / encounters
    const patient = drawPatient(seed, number)
    const encounter = drawEncounter(patient, time, random)
    const observed = observe(encounter, random)
    const readmitted = random.uniform() < trueRisk(encounter, time)
    yield {
      id: `lakeside-e-${String(index + 1).padStart(7, '0')}`,
      index,
      time: null,
      patient: `lakeside-p-${String(number + 1).padStart(6, '0')}`,
      // Six decimals, as a model server would send it.
      score: Math.round(modelScore(observed) * 1e6) / 1e6,
      label: readmitted ? 1 : 0,
      outcomeDelayDays: readmitted ? drawDelay(random) : null,
      site: patient.site,
      groups: groupsOf(patient, encounter, random),
      features: {
        age_band: observed.ageBand,
        admission_type: observed.admissionType,
        length_of_stay: observed.lengthOfStay,
        prior_admissions: observed.priorAdmissions,
        emergency_visits: observed.emergencyVisits,
        medications: observed.medications,
        creatinine: observed.creatinine,
        haemoglobin: observed.haemoglobin,
        insulin: observed.insulin,
        discharge_destination: observed.dischargeDestination,
      },
    }
  }
}

/** Blood is taken less often before planned stays; creatinine and haemoglobin come together. */
function observe(encounter: Encounter, random: Random): Observed {
  const noBlood = random.uniform() < (encounter.admissionType === 'Elective' ? 0.12 : 0.035)
  return {
    ...encounter,
    creatinine: noBlood || random.uniform() < 0.01 ? null : encounter.creatinine,
    haemoglobin: noBlood || random.uniform() < 0.01 ? null : encounter.haemoglobin,
    medications: random.uniform() < 0.02 ? null : encounter.medications,
    dischargeDestination: random.uniform() < 0.015 ? null : encounter.dischargeDestination,
  }
}

function groupsOf(patient: Patient, encounter: Encounter, random: Random) {
  return {
    sex: random.uniform() < 0.002 ? null : patient.sex,
    ethnicity: random.uniform() < 0.04 ? null : patient.ethnicity,
    age_band: encounter.ageBand,
  }
}

/** Days to readmission: an exponential of mean 14 cut to 1–30, so early ones are more frequent. */
function drawDelay(random: Random): number {
  const reach = 1 - Math.exp(-(horizonDays - 1) / 14)
  const days = 1 - 14 * Math.log(1 - random.uniform() * reach)
  return Math.round(days * 100) / 100
}
