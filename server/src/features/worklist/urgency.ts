import type { WorklistItem } from './schemas.ts'

const soon = 3 * 86_400_000

/** By when something is due, in the time in which it is due; what is grave does not wait. */
export function urgencyOf(dueAt: Date, now: Date, grave = false): WorklistItem['urgency'] {
  if (grave || dueAt.getTime() < now.getTime()) return 'now'
  return dueAt.getTime() < now.getTime() + soon ? 'soon' : 'later'
}
