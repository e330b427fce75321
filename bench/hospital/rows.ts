import type { FeatureSchema, FeatureValue } from '../../core/src/monitoring/feature-schema.ts'
import { randomFrom } from '../measure.ts'

/**
 * Rows as a readmission model sends them: 14 features of which some are missing now and then, three
 * groups, a score that is calibrated unless `flatten` pulls it to the mean.
 */
export type Row = {
  score: number
  label: 0 | 1
  groups: Record<string, string>
  features: Record<string, FeatureValue>
}

export const threshold = 0.3
export const groupAttributes = ['sex', 'age-band', 'ward']

const numeric = (name: string, unit: string): FeatureSchema => ({ name, kind: 'numeric', unit })
const categorical = (name: string): FeatureSchema => ({ name, kind: 'categorical' })

export const features: FeatureSchema[] = [
  numeric('age', 'a'),
  numeric('length-of-stay', 'd'),
  numeric('prior-admissions', '1'),
  numeric('emergency-visits', '1'),
  numeric('medications', '1'),
  numeric('laboratory-tests', '1'),
  numeric('heart-rate', '/min'),
  numeric('systolic-pressure', 'mm[Hg]'),
  numeric('creatinine', 'mg/dL'),
  numeric('sodium', 'mmol/L'),
  numeric('haemoglobin', 'g/dL'),
  categorical('admission-type'),
  categorical('discharged-to'),
  categorical('diagnosis-group'),
]

const wards = ['medicine', 'surgery', 'cardiology', 'neurology', 'oncology']
const ageBands = ['18-49', '50-64', '65-79', '80-plus']
const destinations = ['home', 'home-care', 'nursing-home', 'rehabilitation']

export function makeRows(count: number, seed: number, flatten = 0): Row[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => makeRow(random, flatten))
}

function makeRow(random: () => number, flatten: number): Row {
  const severity = random() + random() + random() - 1.5
  const risk = 1 / (1 + Math.exp(1.2 - 2.2 * severity))
  const around = (mean: number, spread: number, digits: number) => {
    const value = mean + spread * (0.6 * severity + random() + random() - 1)
    return Math.round(value * 10 ** digits) / 10 ** digits
  }
  const count = (mean: number) => Math.max(0, Math.floor(-mean * Math.log(1 - random())))
  const sometimes = (value: number) => (random() < 0.06 ? null : value)
  const pick = (values: string[]) => values[Math.floor(random() ** 1.6 * values.length)] ?? ''
  const age = Math.min(99, Math.max(18, around(66, 26, 0)))
  const label = random() < risk ? 1 : 0
  return {
    score: risk * (1 - flatten) + 0.25 * flatten,
    label,
    groups: {
      sex: random() < 0.52 ? 'female' : 'male',
      'age-band': ageBands[[50, 65, 80].filter((edge) => age >= edge).length] ?? '',
      ward: pick(wards),
    },
    features: {
      age,
      'length-of-stay': 1 + count(4),
      'prior-admissions': count(0.8),
      'emergency-visits': count(0.5),
      medications: count(14),
      'laboratory-tests': count(40),
      'heart-rate': around(82, 24, 0),
      'systolic-pressure': around(128, 34, 0),
      creatinine: sometimes(around(1.1, 0.6, 2)),
      sodium: sometimes(around(138, 6, 0)),
      haemoglobin: sometimes(around(12.4, 3.2, 1)),
      'admission-type': random() < 0.7 ? 'emergency' : 'elective',
      'discharged-to': pick(destinations),
      'diagnosis-group': `group-${1 + count(6)}`.slice(0, 8),
    },
  }
}
