import { freshness } from '../evidence/freshness.ts'
import type { FreshnessFacts } from '../evidence/freshness.ts'
import { addMonths } from '../risk/calendar-months.ts'

/** A piece of evidence that is linked to a duty. Instants are ISO in UTC, days `YYYY-MM-DD`. */
export type DutyEvidence = Omit<FreshnessFacts, 'today'> & {
  linkedAt: string
  /** when the version that governs today was handed over; null where none governs */
  renewedAt: string | null
}

type Asked = {
  /** how often it has to be done anew, counted from the first day of the evidence; null: once */
  everyMonths: number | null
  /** since when somebody has to look again whether what was done still holds; null: nobody has to */
  lookAgainAt: string | null
  today: string
}

/** What one piece of evidence is worth for a duty, and why. */
export type EvidenceWorth = {
  counts: boolean
  reason: string
  /** where it counts, the day by which it has to be renewed; null where it counts without an end */
  until: string | null
  /** where it counted once, the first day on which it stopped being good; null where none came */
  endedOn: string | null
}

/**
 * A piece counts while it may be relied on (`valid` or `expiring`), until it has to be done anew, and
 * only if it was linked or renewed since somebody had to look again.
 */
export function evidenceWorth(piece: DutyEvidence, asked: Asked): EvidenceWorth {
  const { today, everyMonths, lookAgainAt } = asked
  const fresh = freshness({ ...piece, today })
  const { current } = piece
  const again =
    current === null || everyMonths === null
      ? null
      : monthsAfter(current.effectiveFrom, everyMonths)
  const ends = current === null ? [] : [again, lastDay(piece), piece.withdrawnOn]
  const endedOn = earliest(ends)
  const no = (reason: string): EvidenceWorth => ({ counts: false, reason, until: null, endedOn })
  if (fresh.state !== 'valid' && fresh.state !== 'expiring') return no(fresh.reason)
  if (again !== null && again <= today) {
    return no(`It had to be done anew by ${again}: every ${everyMonths} months.`)
  }
  if (lookAgainAt !== null && newest(piece) <= Date.parse(lookAgainAt)) {
    return no('It was given before what the duty asks changed.')
  }
  return {
    counts: true,
    reason: again === null ? fresh.reason : `It has to be done anew by ${again}.`,
    until: earliest([again, fresh.until]),
    endedOn: null,
  }
}

/** What all evidence of a duty comes to. */
export type DutyProof = {
  counts: boolean
  /** where some counts, the day by which it has to be renewed; null where one has no end */
  until: string | null
  /** the last day on which evidence that counted once was good; null where none was */
  lapsedOn: string | null
}

export const noProof: DutyProof = { counts: false, until: null, lapsedOn: null }

export function dutyProof(pieces: readonly DutyEvidence[], asked: Asked): DutyProof {
  const worths = pieces.map((piece) => evidenceWorth(piece, asked))
  const counting = worths.filter(({ counts }) => counts)
  const endless = counting.some(({ until }) => until === null)
  return {
    counts: counting.length > 0,
    until: endless ? null : latest(counting.map(({ until }) => until)),
    lapsedOn: latest(
      worths.map(({ counts, endedOn }) =>
        counts || endedOn === null || endedOn > asked.today ? null : endedOn,
      ),
    ),
  }
}

/** The last day of the version that governs: of its period or its review, whichever is first. */
function lastDay({ current, reviewMonths }: DutyEvidence): string | null {
  if (current === null) return null
  const review = reviewMonths === null ? null : monthsAfter(current.effectiveFrom, reviewMonths)
  return earliest([current.effectiveUntil, review])
}

function monthsAfter(day: string, months: number): string {
  return addMonths(new Date(`${day}T00:00:00Z`), months)
    .toISOString()
    .slice(0, 10)
}

function newest({ linkedAt, renewedAt }: DutyEvidence): number {
  return Math.max(Date.parse(linkedAt), renewedAt === null ? -Infinity : Date.parse(renewedAt))
}

function earliest(days: readonly (string | null)[]): string | null {
  return days.filter((day) => day !== null).toSorted()[0] ?? null
}

function latest(days: readonly (string | null)[]): string | null {
  return (
    days
      .filter((day) => day !== null)
      .toSorted()
      .at(-1) ?? null
  )
}
