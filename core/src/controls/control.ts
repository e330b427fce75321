import type { Implementation } from './implementation.ts'

/** How much of a requirement a control meets, as the organization says with a reason. */
export type ControlReach = 'whole' | 'part'

/** A control of the organization, and what it is for: implemented once, counted wherever it reaches. */
export type Control = {
  id: string
  reference: string
  title: string
  implementation: Implementation
  requirements: readonly {
    requirementId: string
    reach: ControlReach
    rationale: string
    /** why that has to be confirmed, where the requirement asks for something else since */
    lookAgain: string | null
  }[]
}
