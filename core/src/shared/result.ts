/**
 * A decision that explains itself. A refusal always carries at least one reason.
 */
export type Decision = { allowed: true } | { allowed: false; reasons: Reason[] }

/**
 * Why something is refused or missing, in words that the API, the web and the CLI all show.
 * `code` is stable and kebab-case; `message` is one sentence; `remedy` says what to do;
 * `who` names the role that can do it; `where` is a path of the web app, if one helps.
 */
export type Reason = {
  code: string
  message: string
  remedy?: string
  who?: string
  where?: string
}

export const allowed: Decision = { allowed: true }

export function refused(...reasons: Reason[]): Decision {
  return reasons.length === 0 ? allowed : { allowed: false, reasons }
}
