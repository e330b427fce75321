/** The seven stages of an AI system's life, in order. */
export const lifecycleStages = [
  'inception',
  'design-and-development',
  'verification-and-validation',
  'deployment',
  'operation-and-monitoring',
  're-evaluation',
  'retirement',
] as const

export type LifecycleStage = (typeof lifecycleStages)[number]

export type StageDescription = { title: string; meaning: string }

export const stageDescriptions: Record<LifecycleStage, StageDescription> = {
  inception: {
    title: 'Inception',
    meaning: 'The need is stated, the system is in the inventory, owners are named.',
  },
  'design-and-development': {
    title: 'Design and development',
    meaning:
      'The system is built, bought or configured; data, threats and requirements are settled.',
  },
  'verification-and-validation': {
    title: 'Verification and validation',
    meaning: 'A registered version is tested on local data, in silence, with clinicians.',
  },
  deployment: {
    title: 'Deployment',
    meaning: 'An approved version is released in steps and becomes the stable one.',
  },
  'operation-and-monitoring': {
    title: 'Operation and monitoring',
    meaning: 'The stable version is in use and is watched against its thresholds.',
  },
  're-evaluation': {
    title: 'Re-evaluation',
    meaning: 'Something changed or a threshold was crossed: is the system still fit for use?',
  },
  retirement: {
    title: 'Retirement',
    meaning: 'The system no longer runs; its records and data are kept or deleted by rule.',
  },
}

/** The only stages in which a version may be stable, that is, in production. */
export const productionStages: readonly LifecycleStage[] = [
  'deployment',
  'operation-and-monitoring',
  're-evaluation',
]
