import { createRandom } from './random.ts'
import type { Random } from './random.ts'

export type LakesideSite = 'Lakeside General' | 'Lakeside Community'

/** What stays with a fictional patient from one encounter to the next. */
export type Patient = {
  sex: 'Female' | 'Male'
  ethnicity: 'Asian' | 'Black' | 'Other' | 'White'
  /** Years at the start of the year simulated. */
  age: number
  site: LakesideSite
  /** Standard normal: drives earlier admissions, medicines and laboratory values together. */
  frailty: number
  diabetes: boolean
}

/** One encounter as it really is, before any value goes missing. */
export type Encounter = {
  ageBand: string
  admissionType: 'Elective' | 'Emergency' | 'Transfer'
  lengthOfStay: number
  priorAdmissions: number
  emergencyVisits: number
  medications: number
  creatinine: number
  haemoglobin: number
  insulin: 'None' | 'Steady' | 'Up' | 'Down'
  dischargeDestination: 'Home' | 'Home with care' | 'Rehabilitation' | 'Care facility'
}

/** A patient is drawn from their own stream, so that each encounter finds the same one again. */
export function drawPatient(seed: number, patient: number): Patient {
  const random = createRandom(seed, patient + 1)
  const site = random.uniform() < 0.68 ? 'Lakeside General' : 'Lakeside Community'
  const general = site === 'Lakeside General'
  const age = (general ? 63 : 70) + (general ? 17 : 13) * random.normal()
  const female = random.uniform() < 0.53
  const ethnicity = random.uniform()
  return {
    site,
    age: Math.min(100, Math.max(18, age)),
    sex: female ? 'Female' : 'Male',
    ethnicity:
      ethnicity < 0.66
        ? 'White'
        : ethnicity < 0.84
          ? 'Black'
          : ethnicity < 0.93
            ? 'Asian'
            : 'Other',
    frailty: random.normal() + (age - 65) / 60,
    diabetes: random.uniform() < 0.36,
  }
}

/**
 * An encounter at `time`, the fraction of the year gone by. Winter brings more emergencies; over
 * the year the hospitals' patients grow two years older, and more diabetics are given insulin.
 */
export function drawEncounter(patient: Patient, time: number, random: Random): Encounter {
  const winter = Math.cos(2 * Math.PI * time)
  const age = patient.age + 2 * time
  const admissionType = drawAdmissionType(patient, age, winter, random)
  const emergency = admissionType === 'Emergency'
  const { frailty } = patient
  const stay = Math.exp(1.05 + 0.2 * (emergency ? 1 : 0) + 0.14 * frailty + 0.65 * random.normal())
  const lengthOfStay = Math.min(21, Math.max(1, Math.round(stay)))
  const kidney = Math.exp(
    (patient.sex === 'Male' ? 4.43 : 4.23) + 0.12 * frailty + 0.3 * random.normal(),
  )
  const blood =
    (patient.sex === 'Male' ? 136 : 126) - 0.15 * (age - 65) - 5 * frailty + 16 * random.normal()
  return {
    ageBand: bandOf(age),
    admissionType,
    lengthOfStay,
    priorAdmissions: random.poisson(Math.exp(-0.85 + 0.85 * frailty), 20),
    emergencyVisits: random.poisson(Math.exp(-1 + 0.6 * frailty), 30),
    medications: Math.min(40, Math.max(0, Math.round(8 + 2.5 * frailty + 3.5 * random.normal()))),
    creatinine: Math.min(1500, Math.max(20, Math.round(kidney))),
    haemoglobin: Math.min(220, Math.max(40, Math.round(blood))),
    insulin: drawInsulin(patient, time, random),
    dischargeDestination: drawDestination(age, lengthOfStay, random),
  }
}

function drawAdmissionType(patient: Patient, age: number, winter: number, random: Random) {
  const general = patient.site === 'Lakeside General'
  const emergency = 0.62 + 0.06 * winter + 0.002 * (age - 65) + (general ? 0 : 0.08)
  const draw = random.uniform()
  if (draw < emergency) return 'Emergency'
  return draw > 0.955 ? 'Transfer' : 'Elective'
}

function drawInsulin({ diabetes }: Patient, time: number, random: Random) {
  const given = diabetes && random.uniform() < 0.4 + 0.4 * time
  if (!given) return 'None'
  const draw = random.uniform()
  return draw < 0.6 ? 'Steady' : draw < 0.8 ? 'Up' : 'Down'
}

function drawDestination(age: number, lengthOfStay: number, random: Random) {
  const dependent = 1 / (1 + Math.exp(1.9 - 0.05 * (age - 65) - 0.09 * lengthOfStay))
  if (random.uniform() > dependent) return 'Home'
  const draw = random.uniform()
  return draw < 0.45 ? 'Home with care' : draw < 0.7 ? 'Rehabilitation' : 'Care facility'
}

function bandOf(age: number): string {
  if (age < 50) return '18-49'
  if (age < 65) return '50-64'
  if (age < 75) return '65-74'
  return age < 85 ? '75-84' : '85+'
}
