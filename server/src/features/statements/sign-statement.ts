import { digestOf } from '@primum/core/ledger/chain'
import { statementProblems } from '@primum/core/statements/statement'
import type { Context } from '../../context.ts'
import { refusedBecause } from '../../errors.ts'
import { reauthenticate } from '../../identity/reauthenticate.ts'
import { appendEntry } from '../../ledger/append-entry.ts'
import { plainJson } from '../../ledger/plain-json.ts'
import { sha256 } from '../../ledger/sha256.ts'
import { parse } from '../../parse.ts'
import { fileEvidence } from '../evidence/file-evidence.ts'
import { recordSignOff } from '../sign-offs/record-sign-off.ts'
import { lockDraft } from './draft.ts'
import { signStatementRequest } from './schemas.ts'
import { asJudged, controlsOf, loadStatement } from './store.ts'
import type { Statement } from './store.ts'

/** Signs the statement as it stands: kept for good with every state it showed, and filed as evidence. */
export async function signStatement(ctx: Context, id: string, input: unknown): Promise<Statement> {
  ctx.authorize('statements.sign')
  const { password, code, statement = null } = parse(signStatementRequest, input)
  const method = await reauthenticate(ctx, { password, code })
  return ctx.transaction(async (tx) => {
    const { framework, number } = await lockDraft(tx, id)
    const { lines, counts } = await loadStatement(tx, id)
    const controls = await controlsOf(tx, framework)
    const problems = statementProblems(lines.map(asJudged), controls)
    if (problems.length > 0) throw refusedBecause(problems)
    const signed = plainJson({ framework, number, lines, counts })
    const digest = digestOf(sha256, signed)
    await tx.db
      .updateTable('statements')
      .set({ signed: JSON.stringify(signed), digest, signed_at: tx.now() })
      .where('id', '=', id)
      .execute()
    await recordSignOff(tx, {
      ...{ aiSystemId: null, subjectType: 'statements', subjectId: id },
      ...{ meaning: 'sign-statement', digest, statement, method },
    })
    appendEntry(tx, {
      action: 'statements.sign',
      subject: { type: 'statements', id },
      before: null,
      after: { framework, number, digest, counts },
    })
    await fileEvidence(tx.asSystem(), {
      origin: { type: 'statements', id },
      kind: 'record',
      title: `Statement of applicability ${number} (${framework})`,
      content: Buffer.from(`${JSON.stringify(signed, null, 2)}\n`),
      fileName: `statement-of-applicability-${number}.json`,
      note: `Signed; SHA-256 of its canonical content: ${digest}`,
    })
    return loadStatement(tx, id)
  })
}
