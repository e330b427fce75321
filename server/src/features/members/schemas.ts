import { z } from 'zod'
import { disciplines, roles } from '@primum/core/access/roles'

const memberFields = {
  roles: z.array(z.enum(roles)).min(1),
  discipline: z.enum(disciplines).nullable().default(null),
  accessEndsAt: z.iso.datetime().nullable().default(null),
}

/** A committee member states a discipline; an external auditor's access must end. */
function checkRoles(value: {
  roles: string[]
  discipline: string | null
  accessEndsAt: string | null
}): string | null {
  if (value.roles.includes('committee-member') && value.discipline === null) {
    return 'A committee member needs a discipline.'
  }
  if (value.roles.includes('external-auditor') && value.roles.length > 1) {
    return 'An external auditor holds no other role.'
  }
  if (value.roles.includes('external-auditor') && value.accessEndsAt === null) {
    return 'An external auditor needs a date on which access ends.'
  }
  return null
}

function withRoleRules<S extends z.ZodType<Parameters<typeof checkRoles>[0]>>(schema: S): S {
  return schema.superRefine((value, issues) => {
    const problem = checkRoles(value)
    if (problem !== null) issues.addIssue({ code: 'custom', path: ['roles'], message: problem })
  })
}

export const member = z
  .object({
    id: z.uuid(),
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    discipline: z.enum(disciplines).nullable(),
    accessEndsAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Member' })

export const memberList = z.object({ items: z.array(member) }).meta({ id: 'MemberList' })

export const addMemberRequest = withRoleRules(
  z.strictObject({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320),
    password: z.string().min(12).max(128).describe('a first password, to be changed by its owner'),
    ...memberFields,
  }),
).meta({ id: 'AddMemberRequest' })

export const resetAccessRequest = z
  .strictObject({ password: z.string().min(12).max(128) })
  .meta({ id: 'ResetAccessRequest' })

export const changeMemberRequest = withRoleRules(z.strictObject(memberFields)).meta({
  id: 'ChangeMemberRequest',
})
