import { randomBytes } from 'node:crypto'
import { ProblemError } from '@primum/client'
import { openServer, signIn } from '../../cli/src/server.ts'
import type { Server } from '../../cli/src/server.ts'

/** Somebody of the example who signs in and signs things. */
export type Person = Server & { name: string; userId: string; password: string }

export type People = {
  lead: Person
  clinical: Person
  dataScience: Person
  clinician: Person
  owner: Person
}

type Part = { name: string; local: string; roles: string[]; discipline: string | null }

const cast: Record<keyof People, Part> = {
  lead: { name: 'Grace Lindqvist', local: 'lead', roles: ['governance-lead'], discipline: null },
  clinical: {
    name: 'Amara Okafor',
    local: 'clinical',
    roles: ['committee-member'],
    discipline: 'clinical',
  },
  dataScience: {
    name: 'Tomas Rivera',
    local: 'data-science',
    roles: ['committee-member'],
    discipline: 'data-science',
  },
  clinician: { name: 'Wei Chen', local: 'clinician', roles: ['clinician'], discipline: null },
  owner: { name: 'Dana Sørensen', local: 'owner', roles: ['model-owner'], discipline: null },
}

/** Adds the people of the example, fictional all, and signs each one in. */
export async function addPeople(administrator: Server): Promise<People> {
  const people: Partial<People> = {}
  for (const [role, part] of Object.entries(cast) as [keyof People, Part][]) {
    people[role] = await addPerson(administrator, part)
  }
  return people as People
}

async function addPerson(administrator: Server, part: Part): Promise<Person> {
  const { name, local, roles, discipline } = part
  const password = randomBytes(24).toString('base64url')
  for (let number = 1; ; number += 1) {
    const email = `${local}${number === 1 ? '' : `-${number}`}@lakeside.example`
    try {
      const body = { name, email, password, roles, discipline }
      const member = await administrator.post<{ userId: string }>('/members', body)
      const { url } = administrator
      const server = openServer(url, { cookie: await signIn(url, email, password) })
      return { ...server, name, password, userId: member.userId }
    } catch (error) {
      // Whoever plays the example again meets the people of the last time.
      if (!(error instanceof ProblemError) || error.status !== 409 || number === 50) throw error
    }
  }
}
