import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Context } from '../../context.ts'

/**
 * Members by what a record may call them in words: name or address, in small letters. What two of
 * them share names neither.
 */
export function memberNames({ organizationId }: Context): RawBuilder<{
  name: string
  member_id: string
}> {
  return sql`(
    select name, (array_agg(distinct member_id))[1] as member_id from (
      select lower(trim("user".name)) as name, members.id as member_id
        from members join "user" on "user".id = members.user_id
        where members.organization_id = ${organizationId} and members.removed_at is null
      union
      select lower("user".email), members.id
        from members join "user" on "user".id = members.user_id
        where members.organization_id = ${organizationId} and members.removed_at is null
    ) as called group by name having count(distinct member_id) = 1
  )`
}
