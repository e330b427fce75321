import { z } from 'zod'
import { archetypes, autonomies, fdaStatuses } from '../ai-systems/closed-lists.ts'

/**
 * The facts that decide which law applies. Each is known or not: what nobody has said is never taken
 * for a no. `yes` and `no` finish the sentence "It applies because …".
 */

type Common = {
  /** whose fact it is: said once for the organization, or for each AI system */
  of: 'organization' | 'system'
  question: string
}

export type BooleanFact = Common & { type: 'boolean'; yes: string; no: string }

export type ListFact = Common & {
  type: 'list'
  /** what its values are called, as in "it is used for therapy" */
  phrase: string
  values: Readonly<Record<string, string>>
}

export type ChoiceFact = Common & {
  type: 'choice'
  phrase: string
  values: Readonly<Record<string, string>>
}

export type LawFact = BooleanFact | ListFact | ChoiceFact

const usStates = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'the District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  PR: 'Puerto Rico',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
} as const

export const lawFacts = {
  countries: {
    of: 'system',
    type: 'list',
    question: 'In which countries or unions is it used?',
    phrase: 'it is used in',
    values: { US: 'the United States', EU: 'the European Union', other: 'another country' },
  },
  states: {
    of: 'system',
    type: 'list',
    question: 'In which states are the people it is used for, or the sites that use it?',
    phrase: 'it is used in',
    values: usStates,
  },
  roles: {
    of: 'system',
    type: 'list',
    question: 'What is your organization to this system?',
    phrase: 'your organization is its',
    values: {
      deployer: 'deployer',
      developer: 'developer',
      importer: 'importer',
      distributor: 'distributor',
    },
  },
  archetype: {
    of: 'system',
    type: 'choice',
    question: 'What kind of system is it?',
    phrase: 'its kind is',
    values: Object.fromEntries(archetypes.map((each) => [each, each.replaceAll('-', ' ')])),
  },
  uses: {
    of: 'system',
    type: 'list',
    question: 'What is it used for?',
    phrase: 'it is used for',
    values: {
      diagnosis: 'diagnosis',
      'treatment-planning': 'planning treatment',
      triage: 'triage',
      'emergency-triage': 'triage of emergencies or dispatch of emergency aid',
      therapy: 'therapy or psychotherapy',
      'mental-health-support': 'mental-health support',
      'emotion-detection': 'detecting emotions or mental states',
      'patient-communication': 'communicating clinical information to patients',
      'companion-chat': 'companion chat',
      documentation: 'clinical documentation',
      'utilization-review': 'utilization review or prior authorization',
      'financial-assistance': 'deciding on financial assistance or discounted care',
      'benefits-eligibility': 'deciding on eligibility for public benefits or services',
      'insurance-pricing': 'risk assessment or pricing in life or health insurance',
      'employment-decision': 'decisions on employees or applicants',
      biometrics: 'biometric identification or categorisation',
      research: 'research',
      administration: 'administration, such as scheduling and billing',
    },
  },
  patientFacing: {
    of: 'system',
    type: 'boolean',
    question: 'Do patients or the public interact with it themselves?',
    yes: 'patients interact with it themselves',
    no: 'patients do not interact with it themselves',
  },
  generative: {
    of: 'system',
    type: 'boolean',
    question: 'Does it write or speak text, or make images or sound (generative AI)?',
    yes: 'it is generative',
    no: 'it is not generative',
  },
  outputReviewed: {
    of: 'system',
    type: 'boolean',
    question: 'Does a licensed person read and review each output before it reaches the patient?',
    yes: 'a licensed person reviews each output before it reaches the patient',
    no: 'its output reaches patients without review by a licensed person',
  },
  sessionsRecorded: {
    of: 'system',
    type: 'boolean',
    question: 'Are sessions with patients recorded or transcribed for it?',
    yes: 'sessions with patients are recorded or transcribed',
    no: 'no session is recorded or transcribed',
  },
  influencesDecisions: {
    of: 'system',
    type: 'boolean',
    question:
      'Does it materially influence decisions on care, employment, money or services for a person?',
    yes: 'it materially influences decisions on people',
    no: 'it does not materially influence decisions on people',
  },
  autonomy: {
    of: 'system',
    type: 'choice',
    question: 'How far does it act by itself?',
    phrase: 'its autonomy is',
    values: Object.fromEntries(autonomies.map((each) => [each, each.replaceAll('-', ' ')])),
  },
  processesPhi: {
    of: 'system',
    type: 'boolean',
    question: 'Does it create, receive, keep or send protected health information?',
    yes: 'it processes protected health information',
    no: 'it processes no protected health information',
  },
  thirdPartyHandlesPhi: {
    of: 'system',
    type: 'boolean',
    question: 'Does a vendor or host handle that information for you?',
    yes: 'a third party handles the information',
    no: 'no third party handles the information',
  },
  thirdParty: {
    of: 'system',
    type: 'boolean',
    question: 'Was it, or an important part of it, made by someone else?',
    yes: 'it comes from a third party',
    no: 'it was made by your organization',
  },
  fdaStatus: {
    of: 'system',
    type: 'choice',
    question: 'What is its status with the FDA?',
    phrase: 'its FDA status is',
    values: Object.fromEntries(
      // Somebody who says "unknown" has not said what it is.
      fdaStatuses
        .filter((each) => each !== 'unknown')
        .map((each) => [each, each.replaceAll('-', ' ')]),
    ),
  },
  euDevice: {
    of: 'system',
    type: 'boolean',
    question:
      'Is it, or is it the safety component of, a medical device or IVD that needs a notified body in the EU?',
    yes: 'it is a device that needs a notified body, or its safety component',
    no: 'it is no device that needs a notified body',
  },
  substantiallyModified: {
    of: 'system',
    type: 'boolean',
    question:
      'Has your organization fine-tuned it, changed it substantially, or given it a new purpose?',
    yes: 'your organization has changed it substantially or given it a new purpose',
    no: 'your organization has not changed it substantially',
  },
  protectedCharacteristics: {
    of: 'system',
    type: 'boolean',
    question:
      'Do its inputs measure race, color, national origin, sex, age or disability, or stand for them?',
    yes: 'its inputs measure protected characteristics',
    no: 'none of its inputs measures a protected characteristic',
  },
  certifiedHealthIt: {
    of: 'system',
    type: 'boolean',
    question: 'Is it a predictive decision support intervention in certified health IT?',
    yes: 'it is a predictive decision support intervention in certified health IT',
    no: 'it is no predictive decision support intervention in certified health IT',
  },
  hipaaCoveredEntity: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization a covered entity under HIPAA?',
    yes: 'your organization is a covered entity under HIPAA',
    no: 'your organization is no covered entity under HIPAA',
  },
  hipaaBusinessAssociate: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization a business associate under HIPAA?',
    yes: 'your organization is a business associate under HIPAA',
    no: 'your organization is no business associate under HIPAA',
  },
  federalFunds: {
    of: 'organization',
    type: 'boolean',
    question:
      'Does your organization take part in Medicare or Medicaid, or receive other federal funds?',
    yes: 'your organization receives federal funds',
    no: 'your organization receives no federal funds',
  },
  medicareHospital: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization a hospital that takes part in Medicare?',
    yes: 'your organization is a hospital that takes part in Medicare',
    no: 'your organization is no hospital that takes part in Medicare',
  },
  healthPlan: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization a health plan or an insurer?',
    yes: 'your organization is a health plan or an insurer',
    no: 'your organization is no health plan and no insurer',
  },
  publicBody: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization a public body, or a private one that provides public services?',
    yes: 'your organization is a public body or provides public services',
    no: 'your organization is no public body and provides no public services',
  },
  establishedInEu: {
    of: 'organization',
    type: 'boolean',
    question: 'Is your organization established in the European Union?',
    yes: 'your organization is established in the European Union',
    no: 'your organization is not established in the European Union',
  },
  deviceUserFacility: {
    of: 'organization',
    type: 'boolean',
    question:
      'Is your organization a hospital or another facility where devices are used (a user facility)?',
    yes: 'your organization is a device user facility',
    no: 'your organization is no device user facility',
  },
} as const satisfies Record<string, LawFact>

export type LawFactName = keyof typeof lawFacts

export const lawFactNames = Object.keys(lawFacts) as LawFactName[]

/** What is known of a system and its organization; absent and null are both "not known". */
export type LawFacts = {
  [Name in LawFactName]?:
    | ((typeof lawFacts)[Name]['type'] extends 'boolean'
        ? boolean
        : (typeof lawFacts)[Name]['type'] extends 'list'
          ? readonly string[]
          : string)
    | null
}

/** The facts as a person or a file gives them; what is not said is not known. */
export const statedFactsSchema = z.strictObject(
  Object.fromEntries(
    lawFactNames.map((name) => [name, valueSchema(lawFacts[name]).nullable().optional()]),
  ),
)

/** The same, with the types of each fact. */
export const lawFactsSchema = statedFactsSchema.transform((facts) => facts as LawFacts)

function valueSchema(fact: LawFact): z.ZodType {
  if (fact.type === 'boolean') return z.boolean().describe(fact.question)
  const value = z.enum(Object.keys(fact.values) as [string, ...string[]])
  return (fact.type === 'list' ? z.array(value) : value).describe(fact.question)
}
