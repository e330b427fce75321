import { z } from 'zod'
import { permissions } from '@primum/core/access/permissions'
import type { Permission } from '@primum/core/access/permissions'
import { roleTitles, roles } from '@primum/core/access/roles'
import { controlQuery } from './control-query.ts'

/** Acts that are signed: whoever takes another's password could do them in their name. */
const signing: readonly Permission[] = [
  'classifications.override',
  'assessments.sign',
  'lifecycle.sign',
  'aliases.approve',
  'rollback-proposals.answer',
  'validations.sign',
]

const signingRoles = roles.filter((role) =>
  signing.some((permission) => permissions[permission].roles.some((each) => each === role)),
)

export const signersHaveSecondFactor = controlQuery({
  id: 'signers-have-second-factor',
  title: 'Members who may sign have a second factor',
  about: `Every member with a role that signs (${signingRoles.map((role) => roleTitles[role].toLowerCase()).join(', ')}) has switched on a second factor.`,
  parametersSchema: z.strictObject({}),
  whenNothing: 'not-decidable',
  run: async (ctx, _parameters, now) => {
    const rows = await ctx.db
      .selectFrom('members')
      .innerJoin('user', 'user.id', 'members.user_id')
      .select(['members.id', 'members.roles', 'user.name', 'user.twoFactorEnabled'])
      .where('members.organization_id', '=', ctx.organizationId)
      .where('removed_at', 'is', null)
      .where((eb) => eb.or([eb('access_ends_at', 'is', null), eb('access_ends_at', '>', now)]))
      .orderBy('user.name')
      .orderBy('members.id')
      .execute()
    const signers = rows.filter((row) => signingRoles.some((role) => row.roles.includes(role)))
    return {
      subjects: signers.map(({ id, name, twoFactorEnabled }) => ({
        subject: { type: 'members', id, label: name },
        ok: twoFactorEnabled === true,
        reason: twoFactorEnabled === true ? 'a second factor is on' : 'no second factor is on',
      })),
    }
  },
})
