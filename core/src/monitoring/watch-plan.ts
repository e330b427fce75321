import type { DetectionPlan } from './detection.ts'
import type { IntakePlan } from './intake-detection.ts'
import type { ReviewPlan } from './review-detection.ts'

/** What the detector of a monitor tests, whatever it watches. */
export type WatchPlan = DetectionPlan | IntakePlan | ReviewPlan
