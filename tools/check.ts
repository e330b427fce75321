import { spawn } from 'node:child_process'

export type Verdict = { passed: boolean; output: string }
export type Check = { name: string; run: () => Promise<Verdict> }
export type Outcome = Verdict & { name: string; seconds: number }

/** Runs checks, `width` at a time, in the order given, telling each outcome as it comes. */
export async function runChecks(
  checks: Check[],
  width: number,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const waiting = [...checks]
  const outcomes: Outcome[] = []
  async function work(): Promise<void> {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const outcome = await runCheck(check)
      outcomes.push(outcome)
      tell(outcome)
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return outcomes
}

async function runCheck({ name, run }: Check): Promise<Outcome> {
  const began = performance.now()
  const verdict = await run().catch((error: unknown) => ({
    passed: false,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }))
  return { name, ...verdict, seconds: (performance.now() - began) / 1000 }
}

/** Runs a Node program; it passes if it exits with 0. */
export function runNode(cwd: string, args: string[]): Promise<Verdict & { code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ passed: code === 0, output, code }))
  })
}
