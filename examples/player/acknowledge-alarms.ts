import type { AiSystem } from '../../cli/src/systems.ts'
import type { Person } from './person.ts'

type Alarm = { id: string; acknowledgedAt: string | null; version: { label: string } }

/**
 * Somebody looks at each alarm of a version that goes on serving. An alarm that nobody has looked
 * at would rightly keep that version from being the one to go back to.
 */
export async function acknowledgeAlarms(person: Person, system: AiSystem): Promise<void> {
  const { items } = await person.get<{ items: Alarm[] }>(`/ai-systems/${system.id}/alarms`)
  for (const { id, acknowledgedAt } of items) {
    if (acknowledgedAt === null) await person.post(`/alarms/${id}/acknowledge`)
  }
}
