import type { AiSystem } from '../../cli/src/systems.ts'
import type { People } from './person.ts'

type Classification = { tier: number }

/**
 * A readmission flag: a missed patient may deteriorate at home, which routine review would catch;
 * follow-up withheld from a group would be unequal access. The model is complex but locked.
 */
const answers = {
  safety: 3,
  fundamentalRights: 3,
  economicHarm: 2,
  complexity: 3,
  dataSensitivity: 4,
  automation: 3,
}

export async function classify({ lead }: People, system: AiSystem): Promise<number> {
  const path = `/ai-systems/${system.id}/classifications`
  return (await lead.post<Classification>(path, { answers })).tier
}
