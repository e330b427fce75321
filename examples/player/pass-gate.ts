import type { AiSystem } from '../../cli/src/systems.ts'
import type { People, Person } from './person.ts'

type Gate = { signOffs: { missing: { title: string; roles: string[] }[] } }

/** Signs what a gate still asks for, each signature by another person. */
export async function signGate(people: People, system: AiSystem, target: string): Promise<void> {
  const path = `/ai-systems/${system.id}/gates/${target}`
  const signers: [string, Person][] = [
    ['governance-lead', people.lead],
    ['committee-member', people.clinical],
    ['committee-member', people.dataScience],
    ['clinical-owner', people.clinician],
  ]
  let gate = await people.owner.get<Gate>(path)
  for (const [role, person] of signers) {
    const [missing] = gate.signOffs.missing
    if (missing === undefined) return
    if (!gate.signOffs.missing.some(({ roles }) => roles.includes(role))) continue
    gate = await person.post<Gate>(`${path}/sign-offs`, {
      password: person.password,
      statement: `${missing.title}: reviewed, nothing stands against it.`,
    })
  }
}

/** Signs the gate and moves the system through it. */
export async function passGate(people: People, system: AiSystem, target: string): Promise<void> {
  await signGate(people, system, target)
  await people.owner.post(`/ai-systems/${system.id}/stage`, { to: target })
}
