/** What a play found out, as the demo prints it and `--json` gives it. */
export type PlayReport = {
  dataset: {
    name: string
    title: string
    synthetic: boolean
    rows: number
    /** Rows with the outcome. */
    events: number
    attribution: string
    replay: string
  }
  system: { id: string; reference: string; tier: number | null; url: string }
  performance: {
    version: string
    n: number
    positives: number | null
    threshold: number
    auroc: number | null
    averagePrecision: number | null
    brier: number | null
    estimates: {
      measure: string
      value: number | null
      lower: number | null
      upper: number | null
    }[]
  }
  subgroups: {
    attribute: string
    value: string
    n: number
    auroc: number | null
    lower: number | null
    upper: number | null
    sensitivity: number | null
  }[]
  /** Subgroups too small to be shown. */
  suppressed: { attribute: string; value: string }[]
  drift: { feature: string; psi: number | null; level: string | null }[]
  driftSpan: { from: string; to: string }
  /** What the monitors said of the faulty version, in the order of its days. */
  alarms: { version: string; monitor: string; level: string; day: string; reason: string }[]
  fault: { version: string; title: string; description: string; note: string }
  rollback: {
    from: string
    to: string | null
    cause: string
    reason: string
    /** On the replay clock. */
    at: string
    servedDays: number
    millisecondsFromBreachToSwitch: number
  }
  incident: { id: string; number: number; title: string; severity: string; monitor: string | null }
  ledger: { entries: number; verified: boolean }
  tamper: Tamper | null
  seconds: number
}

/** What became of one altered ledger entry; null in the report where nothing was altered. */
export type Tamper = {
  entry: number
  detected: boolean
  named: number | null
  reason: string | null
}
