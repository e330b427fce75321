import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { expiringDays } from '@primum/core/evidence/freshness'
import type { FreshnessState } from '@primum/core/evidence/freshness'

/**
 * The states of `freshness` in core as conditions of SQL, for the version `g` that governs on the
 * day. A test compares both over many pieces.
 */
export function inState(state: FreshnessState, day: string): RawBuilder<boolean> {
  const today = sql`${day}::date`
  const soon = sql`${today} + ${sql.lit(expiringDays)}`
  const conditions: Record<FreshnessState, RawBuilder<unknown>> = {
    withdrawn: sql`evidence.withdrawn_at is not null`,
    empty: sql`evidence.versions = 0`,
    // Few begin later: they are looked up by that, and the rest is not gone through.
    'not-yet-effective': sql`evidence.versions > 0 and g.effective_from is null
      and evidence.id in (select later.evidence_id from evidence_versions as later
        where later.organization_id = evidence.organization_id and later.effective_from > ${today})`,
    expired: sql`g.good_until < ${today} and g.effective_until < ${today}`,
    'review-due': sql`g.good_until < ${today}
      and (g.effective_until is null or g.effective_until >= ${today})`,
    expiring: sql`g.good_until between ${today} and ${soon}`,
    valid: sql`g.effective_from is not null and (g.good_until is null or g.good_until > ${soon})`,
  }
  const kept = state === 'withdrawn' ? sql`` : sql`evidence.withdrawn_at is null and `
  return sql<boolean>`(${kept}${conditions[state]})`
}
